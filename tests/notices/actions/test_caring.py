"""The physician decides: for one, for a group, and never by a way that could do harm."""

from datetime import UTC, date, datetime, timedelta

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.breaches.policies import CaseNotOpen, RefusedByLaw
from notifier.delivery.models import Attempt
from notifier.law.refusals import codes
from notifier.notices.actions import draft_wording
from notifier.notices.actions.caring import (
    Decision,
    NotTheController,
    Outcome,
    Telling,
    decide_group,
    decide_one,
    hold_again,
)
from notifier.notices.choices import CareChoice, Channel, HoldReason, State
from notifier.notices.models import CareDecision, Notice
from notifier.rosters.actions import import_roster
from notifier.rosters.choices import ToldHow
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import check_reason
from tests.notices.odd import notice_of, odd_case
from tests.worlds import make_letters, open_practice

pytestmark = pytest.mark.django_db
PROOF = Telling(date(2026, 3, 3), ToldHow.TELEPHONE, "Dr Numéro 1")


@pytest.fixture
def odd(now: datetime, by: Actor) -> tuple[Case, User]:
    return odd_case(at=now, by=by)


@pytest.fixture
def case(odd: tuple[Case, User]) -> Case:
    return odd[0]


@pytest.fixture
def owner(odd: tuple[Case, User]) -> User:
    return odd[1]


def events(kind: str) -> list[dict[str, object]]:
    return [read_event(bytes(event.body))["data"] for event in Event.objects.filter(kind=kind).order_by("pk")]


@pytest.mark.parametrize(
    ("given", "born", "state", "reason"),
    [
        ("Jumelle", None, "held", "minor_annotated"),
        ("Jumeau", None, "queued", ""),
        # Mother and daughter of one name: the mother's notes leaked, and her daughter opens the post.
        ("Jeanne", 1960, "held", "shared_address"),
        ("Jeanne", 1985, "queued", ""),
        ("Épouse", None, "held", "shared_email"),
        ("Époux", None, "queued", ""),
        ("Défunt", None, "held", "deceased"),
        ("Protégée", None, "held", "protected_adult"),
        ("Cachée", None, "held", "confidential_address"),
        ("Secret", None, "held", "minor_secret"),
        ("Parent", None, "queued", ""),
        ("Séparé", None, "held", "separated_parents"),
        ("Ancien", None, "held", "long_unseen"),
        ("Vieux", None, "queued", ""),
        ("Prévenue", None, "held", "already_told"),
    ],
)
def test_who_could_be_harmed_waits(case: Case, given: str, born: int | None, state: str, reason: str) -> None:
    notice = notice_of(case, given, born)
    assert (notice.state, notice.hold_reason) == (state, reason)


def test_a_letter_by_rule_goes_to_those_it_may_go_to(case: Case, owner: User, now: datetime, by: Actor) -> None:
    later = now + timedelta(hours=1)
    outcome = decide_group(
        case=case,
        reason=HoldReason.SHARED_EMAIL,
        decision=Decision(CareChoice.LETTER, text="Vue avec elle."),
        decider=owner,
        by=by,
        at=later,
    )
    notice = notice_of(case, "Épouse")
    assert outcome == Outcome(1)
    assert (notice.state, notice.channel, notice.hold_reason, notice.due_at) == ("queued", "letter", "", later)
    told = events("notice.released")[0]
    assert (told["code"], told["channel"], told["by_rule"]) == ("letter", "letter", True)
    assert told["reasons"] == ["shared_email"]
    assert "Vue" not in str(told)
    row = CareDecision.objects.get()
    text = check_reason(
        sealer_for(case.pk), "care_decisions", row.pk, bytes(row.sealed or b""), commitment=str(told["commitment"])
    )
    assert text == "Vue avec elle."
    assert events("care.decided") == [{"reason": "shared_email", "choice": "letter", "count": 1, "left": {}}]


@pytest.mark.parametrize("choice", [CareChoice.EMAIL, CareChoice.LETTER, CareChoice.WITHDRAW, CareChoice.REVIEWED])
def test_a_minors_secret_is_never_sent_home(
    case: Case, owner: User, now: datetime, by: Actor, choice: CareChoice
) -> None:
    """Nor by rule, nor, but for withdrawing, for one."""
    decision = Decision(choice)
    with pytest.raises(RefusedByLaw):
        decide_group(case=case, reason=HoldReason.MINOR_SECRET, decision=decision, decider=owner, by=by, at=now)
    if choice is not CareChoice.WITHDRAW:
        secret = notice_of(case, "Secret")
        outcome = decide_one(case=case, notice=secret.pk, decision=decision, decider=owner, by=by, at=now)
        assert (outcome.done, dict(outcome.left)) == (0, {"not_permitted": 1})
        assert notice_of(case, "Secret").state == "held"


def test_of_the_dead_nothing_goes_to_the_household(case: Case, owner: User, now: datetime, by: Actor) -> None:
    dead = notice_of(case, "Défunt")
    for choice in set(CareChoice) - {CareChoice.WITHDRAW}:
        decision = Decision(choice, telling=PROOF)
        outcome = decide_one(case=case, notice=dead.pk, decision=decision, decider=owner, by=by, at=now)
        assert outcome.done == 0
    withdraw = Decision(CareChoice.WITHDRAW)
    decide_group(case=case, reason=HoldReason.DECEASED, decision=withdraw, decider=owner, by=by, at=now)
    assert notice_of(case, "Défunt").state == "withdrawn"
    assert events("notice.withdrawn")[0]["reasons"] == ["deceased"]


def test_another_reason_that_stands_against_it_leaves_them_waiting(now: datetime, by: Actor) -> None:
    """Held for the confidential address first; but the mailbox is her husband's too."""
    rows = (
        "Canari;Cachée;01/02/1990;11 rue du Nid;69003;Lyon;nid@example.org;annoté;adresse confidentielle;;;;\n"
        "Merle;Mari;01/02/1988;;;;NID@example.org;administratif;;;;;\n"
        "Pinson;Seule;01/02/1990;13 rue du Nid;69003;Lyon;seule@example.org;annoté;adresse confidentielle;;;;\n"
    )
    case, owner = odd_case(rows, at=now, by=by)
    outcome = decide_group(
        case=case,
        reason=HoldReason.CONFIDENTIAL_ADDRESS,
        decision=Decision(CareChoice.EMAIL),
        decider=owner,
        by=by,
        at=now,
    )
    assert (outcome.done, dict(outcome.left)) == (1, {"not_permitted": 1})
    assert notice_of(case, "Cachée").state == "held"
    assert notice_of(case, "Seule").state == "queued"


SILENT = "nom;prénom;date de naissance;rue;code postal;ville;courriel;niveau\n"


def test_an_annotated_list_without_a_word_of_care_waits_until_it_was_looked_through(now: datetime, by: Actor) -> None:
    rows = (
        "Canari;Luc;01/02/1980;1 rue du Port;69003;Lyon;luc@example.org;annoté\n"
        "Canari;Zoé;01/02/1981;2 rue du Port;69003;Lyon;;annoté\n"
        "Canari;Lia;01/02/1982;3 rue du Port;69003;Lyon;lia@example.org;administratif\n"
        "Canari;Ado;01/02/2012;4 rue du Port;69003;Lyon;;annoté\n"
    )
    case, owner = odd_case(rows, header=SILENT, at=now, by=by)
    states = {name: notice_of(case, name).hold_reason for name in ("Luc", "Zoé", "Lia", "Ado")}
    assert states == {"Luc": "care_unknown", "Zoé": "care_unknown", "Lia": "", "Ado": "minor_annotated"}
    outcome = decide_group(
        case=case,
        reason=HoldReason.CARE_UNKNOWN,
        decision=Decision(CareChoice.REVIEWED),
        decider=owner,
        by=by,
        at=now,
    )
    assert outcome == Outcome(2)
    assert (notice_of(case, "Luc").channel, notice_of(case, "Zoé").channel) == ("email", "letter")
    # A rule is for those who waited: a later list is asked about again.
    more = (SILENT + "Canari;Max;01/02/1983;5 rue du Port;69003;Lyon;max@example.org;annoté\n").encode()
    import_roster(case=case, data=more, confirmed=frozenset(), user=owner, by=by, at=now)
    assert case.patients.filter(notice__isnull=True).count() == 1


def test_the_already_told_are_told_as_the_list_says_and_no_others(
    case: Case, owner: User, now: datetime, by: Actor
) -> None:
    outcome = decide_group(
        case=case,
        reason=HoldReason.ALREADY_TOLD,
        decision=Decision(CareChoice.TOLD),
        decider=owner,
        by=by,
        at=now,
    )
    # One is without a proof; of one the day comes before the breach.
    assert (outcome.done, dict(outcome.left)) == (1, {"no_proof": 2})
    assert [notice_of(case, name).state for name in ("Prévenue", "Oublié", "Tôt")] == ["told", "held", "held"]
    row = CareDecision.objects.get()
    assert (row.told_on, row.told_how, row.by_rule) == (date(2026, 3, 2), "in_person", True)
    told = events("notice.told")[0]
    assert (told["told_on"], told["how"], told["from"]) == ("2026-03-02", "in_person", "held")
    assert "Numéro" not in str(told)


@pytest.mark.parametrize("state", [State.HELD, State.QUEUED, State.FAILED, State.TO_TELL])
def test_who_was_told_is_taken_out_of_wherever_their_notice_stood(
    case: Case, owner: User, now: datetime, by: Actor, state: State
) -> None:
    notice = notice_of(case, "Parent")
    Notice.objects.filter(pk=notice.pk).update(state=state)
    decision = Decision(CareChoice.TOLD, telling=PROOF)
    assert decide_one(case=case, notice=notice.pk, decision=decision, decider=owner, by=by, at=now).done == 1
    assert notice_of(case, "Parent").state == "told"
    assert events("notice.told")[0]["from"] == state


@pytest.mark.parametrize("state", [State.SENT, State.IN_RUN, State.IN_DOUBT, State.READY_TO_PRINT])
def test_what_was_sent_is_not_taken_back(case: Case, owner: User, now: datetime, by: Actor, state: State) -> None:
    notice = notice_of(case, "Parent")
    Notice.objects.filter(pk=notice.pk).update(state=state)
    decision = Decision(CareChoice.TOLD, telling=PROOF)
    outcome = decide_one(case=case, notice=notice.pk, decision=decision, decider=owner, by=by, at=now)
    assert (outcome.done, dict(outcome.left)) == (0, {"elsewhere": 1})
    assert notice_of(case, "Parent").state == state


@pytest.mark.parametrize(
    ("telling", "problem"),
    [
        (Telling(date(2026, 3, 5), ToldHow.IN_PERSON, "Dr"), "told_in_future"),
        (Telling(date(2025, 11, 11), ToldHow.IN_PERSON, "Dr"), "told_before_breach"),
        (Telling(date(2026, 3, 4), ToldHow.UNKNOWN, "Dr"), "told_how_missing"),
        (Telling(date(2026, 3, 4), ToldHow.IN_PERSON, ""), "told_by_missing"),
    ],
)
def test_no_proof_no_telling(case: Case, owner: User, now: datetime, by: Actor, telling: Telling, problem: str) -> None:
    decision = Decision(CareChoice.TOLD, telling=telling)
    with pytest.raises(RefusedByLaw) as refused:
        decide_one(case=case, notice=notice_of(case, "Oublié").pk, decision=decision, decider=owner, by=by, at=now)
    assert codes(refused.value.refusals) == (problem,)
    assert not CareDecision.objects.exists()


def test_told_in_person_and_back(case: Case, owner: User, now: datetime, by: Actor) -> None:
    secret = notice_of(case, "Secret")
    decide_one(case=case, notice=secret.pk, decision=Decision(CareChoice.IN_PERSON), decider=owner, by=by, at=now)
    assert notice_of(case, "Secret").state == "to_tell"
    assert hold_again(case=case, notice=secret.pk, decider=owner, by=by, at=now)
    assert not hold_again(case=case, notice=secret.pk, decider=owner, by=by, at=now)
    again = notice_of(case, "Secret")
    assert (again.state, again.hold_reason) == ("held", "minor_secret")


def test_only_who_decides_decides_and_only_while_the_case_is_open(
    case: Case, owner: User, now: datetime, by: Actor
) -> None:
    _, stranger = open_practice(number=2, at=now, by=by)
    decision, notice = Decision(CareChoice.IN_PERSON), notice_of(case, "Secret").pk
    with pytest.raises(NotTheController):
        decide_one(case=case, notice=notice, decision=decision, decider=stranger, by=by, at=now)
    with pytest.raises(NotTheController):
        hold_again(case=case, notice=notice, decider=stranger, by=by, at=now)
    Case.objects.filter(pk=case.pk).update(closed_at=now)
    with pytest.raises(CaseNotOpen):
        decide_group(case=case, reason=HoldReason.MINOR_SECRET, decision=decision, decider=owner, by=by, at=now)


def test_who_has_no_text_for_the_chosen_way_waits_for_one(case: Case, owner: User, now: datetime, by: Actor) -> None:
    draft_wording(case=case, by=by, at=now)
    wife = notice_of(case, "Épouse")
    wife.wording.masters.filter(channel=Channel.LETTER).delete()
    outcome = decide_one(case=case, notice=wife.pk, decision=Decision(CareChoice.LETTER), decider=owner, by=by, at=now)
    assert (outcome.done, dict(outcome.left)) == (0, {"no_text": 1})


@pytest.mark.parametrize(
    ("born", "sent", "audience"),
    [
        # Of age on the eve, on the day; born on 29 February, of age on 1 March.
        ("10/03/2008", datetime(2026, 3, 9, 12, tzinfo=UTC), "guardian"),
        ("10/03/2008", datetime(2026, 3, 10, 12, tzinfo=UTC), "adult"),
        ("29/02/2008", datetime(2026, 2, 28, 12, tzinfo=UTC), "guardian"),
        ("29/02/2008", datetime(2026, 3, 1, 12, tzinfo=UTC), "adult"),
    ],
)
def test_what_counts_is_the_age_on_the_day_of_sending(born: str, sent: datetime, audience: str, by: Actor) -> None:
    """Annotated, a minor when the list came in: the physician lets a letter go, and whom it speaks to follows."""
    came_in = datetime(2026, 2, 20, 12, tzinfo=UTC)
    row = f"Canari;Presque;{born};1 rue du Port;69003;Lyon;;annoté;;;;;\n"
    case, owner = odd_case(row, at=came_in, by=by)
    assert notice_of(case, "Presque").hold_reason == "minor_annotated"
    decide_group(
        case=case,
        reason=HoldReason.MINOR_ANNOTATED,
        decision=Decision(CareChoice.LETTER),
        decider=owner,
        by=by,
        at=came_in,
    )
    make_letters(at=sent, by=by)
    attempt = Attempt.objects.get()
    assert attempt.outcome == "made"
    assert attempt.master is not None
    language, tier, _, exposure, spoken_to = attempt.master.variant.split(".")
    # To guardians nothing is said of categories or of notes.
    said = ("administrative", "00") if audience == "guardian" else ("annotated", exposure)
    assert (language, spoken_to, tier, exposure) == ("fr", audience, *said)


def test_a_rule_reaches_everyone_however_many(now: datetime, by: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("notifier.notices.actions.caring._AT_ONCE", 3)
    rows = "".join(f"Canari;Luc {name};01/02/1940;;;;c{name}@example.org;;décédé;;;;\n" for name in "abcdefgh")
    case, owner = odd_case(rows, at=now, by=by)
    outcome = decide_group(
        case=case,
        reason=HoldReason.DECEASED,
        decision=Decision(CareChoice.WITHDRAW),
        decider=owner,
        by=by,
        at=now,
    )
    assert outcome == Outcome(8)
    assert case.notices.filter(state=State.WITHDRAWN).count() == 8
    assert len(events("notice.withdrawn")) == 8
