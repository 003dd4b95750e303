"""What is in doubt is settled by what is known, never by sending again unasked."""

import json
from collections import Counter
from datetime import datetime, timedelta

import pytest

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.breaches.policies import CaseNotOpen
from notifier.delivery.actions import rule_on_doubts, settle_by_letter, settle_by_record
from notifier.delivery.actions.doubting import TABLE
from notifier.delivery.choices import Answer, Evidence, Outcome
from notifier.delivery.models import Attempt, DoubtRuling, MadeLetter
from notifier.delivery.policies import RulingRefused
from notifier.notices.choices import Channel, HoldReason, State
from notifier.notices.models import Notice, Wording
from notifier.post.postfix_log import Fate, Record
from notifier.rosters.choices import CareFlag
from notifier.rosters.models import Patient
from notifier.rosters.rules.bits import to_bits
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import check_reason
from tests.delivery.doubts import put_in_doubt
from tests.worlds import approved_case, make_letters

pytestmark = pytest.mark.django_db
DAYS = timedelta(days=5)
BOTH_WAYS = "Canari;Iris;01/02/1980;7 rue du Port;69003;Lyon;iris.canari@example.org;Mme;;\n"


@pytest.fixture
def doubtful(now: datetime, by: Actor) -> Notice:
    """Someone who can be written to on paper as well."""
    approved_case(rows=BOTH_WAYS, at=now, by=by)
    put_in_doubt(1, at=now, by=by)
    return Notice.objects.get()


def told(kind: str) -> dict[str, object]:
    data = read_event(bytes(Event.objects.get(kind=kind).body))["data"]
    assert isinstance(data, dict)
    return data


def letters(at: datetime, by: Actor) -> Counter[State]:
    wording = Wording.objects.get()
    return settle_by_letter(wording=wording.pk, days=wording.doubt_days, by=by, at=at)


@pytest.mark.parametrize(
    ("fate", "code", "state", "outcome"),
    [
        (Fate.SENT, "2.0.0", State.SENT, Outcome.ACCEPTED),
        (Fate.BOUNCED, "5.1.1", State.FAILED, Outcome.REFUSED),
    ],
)
def test_the_relay_s_record_settles_a_doubt(
    doubtful: Notice, now: datetime, by: Actor, fate: Fate, code: str, state: State, outcome: Outcome
) -> None:
    at = now + timedelta(hours=1)
    assert settle_by_record(records={doubtful.pk: Record(fate, at, code)}, by=by, at=at) == {state: 1}
    doubtful.refresh_from_db()
    attempt = Attempt.objects.get()
    assert (doubtful.state, doubtful.changed_at) == (state, at)
    assert (attempt.outcome, attempt.code, attempt.ended_at) == (outcome, code, at)
    kind = {State.SENT: "doubt.resolved_sent", State.FAILED: "doubt.resolved_failed"}[state]
    expected = {"attempt": str(attempt.pk), "outcome": outcome, "code": code, "way": "relay_record"}
    assert told(kind) == expected


@pytest.mark.parametrize("fate", [Fate.TRYING, Fate.SEEN])
def test_a_relay_that_knows_no_end_settles_nothing(doubtful: Notice, now: datetime, by: Actor, fate: Fate) -> None:
    assert settle_by_record(records={doubtful.pk: Record(fate, now)}, by=by, at=now) == Counter()
    doubtful.refresh_from_db()
    assert doubtful.state == State.IN_DOUBT


def test_what_is_no_longer_in_doubt_is_left_alone(doubtful: Notice, now: datetime, by: Actor) -> None:
    record = {doubtful.pk: Record(Fate.BOUNCED, now, "5.1.1")}
    settle_by_record(records={doubtful.pk: Record(Fate.SENT, now)}, by=by, at=now)
    assert settle_by_record(records=record, by=by, at=now) == Counter()
    doubtful.refresh_from_db()
    assert doubtful.state == State.SENT


def test_after_the_approved_period_a_letter_says_one_may_have_had_it(
    doubtful: Notice, now: datetime, by: Actor
) -> None:
    reference = doubtful.reference
    assert letters(now + DAYS, by) == Counter()
    assert letters(doubtful.changed_at + DAYS, by) == {State.QUEUED: 1}
    assert told("doubt.resolved_by_letter")["way"] == "letter"
    make_letters(at=now + 2 * DAYS, by=by)
    doubtful.refresh_from_db()
    assert (doubtful.state, doubtful.channel, doubtful.may_have_had) == (State.READY_TO_PRINT, Channel.LETTER, True)
    assert doubtful.reference == reference
    letter = MadeLetter.objects.get()
    assert letter.attempt.master is not None
    assert letter.attempt.master.variant.endswith(".bis")
    assert "Vous avez peut-être déjà reçu cet avis par courriel" in bytes(letter.attempt.master.data).decode()
    assert "sous la même référence" in bytes(letter.attempt.master.data).decode()


def test_who_has_no_address_waits_to_be_told_in_person(now: datetime, by: Actor) -> None:
    approved_case(emails=1, at=now, by=by)
    noticed = put_in_doubt(1, at=now, by=by)
    assert letters(noticed + DAYS, by) == {State.HELD: 1}
    notice = Notice.objects.get()
    assert (notice.state, notice.hold_reason) == (State.HELD, HoldReason.NO_CHANNEL)
    data = told("notice.held")
    assert (data["from"], data["reason"], data["code"]) == ("in_doubt", "no_channel", "period_over")


def test_who_wants_no_post_gets_none(doubtful: Notice, now: datetime, by: Actor) -> None:
    Patient.objects.update(care=to_bits([CareFlag.DO_NOT_POST]))
    assert letters(doubtful.changed_at + DAYS, by) == {State.HELD: 1}
    assert Notice.objects.get().hold_reason == HoldReason.DO_NOT_POST


def test_a_patient_erased_meanwhile_gets_nothing_and_is_counted_as_not_reached(
    doubtful: Notice, now: datetime, by: Actor
) -> None:
    Notice.objects.update(patient=None)
    assert letters(doubtful.changed_at + DAYS, by) == {State.FAILED: 1}
    assert told("doubt.resolved_failed")["code"] == "patient_erased"


@pytest.mark.parametrize(
    ("answer", "state", "kind"),
    [
        (Answer.ARRIVED, State.SENT, "doubt.resolved_sent"),
        (Answer.AGAIN, State.QUEUED, "doubt.resolved_again"),
        (Answer.LETTER, State.QUEUED, "doubt.resolved_by_letter"),
    ],
)
def test_a_person_settles_a_doubt_and_says_why(
    doubtful: Notice, now: datetime, by: Actor, answer: Answer, state: State, kind: str
) -> None:
    at = now + timedelta(hours=1)
    result = rule_on_doubts(
        case=doubtful.case, notices=[doubtful.pk], answer=answer, evidence=Evidence.PATIENT_SAID,
        reason="Elle a téléphoné ce matin.", by=by, at=at,
    )  # fmt: skip
    assert result == {state: 1}
    ruling = DoubtRuling.objects.get()
    said = told("doubts.ruled")
    assert (said["answer"], said["evidence"], said["count"]) == (answer, Evidence.PATIENT_SAID, 1)
    assert "téléphoné" not in json.dumps([read_event(bytes(e.body)) for e in Event.objects.all()])
    sealer = sealer_for(doubtful.case_id)
    text = check_reason(sealer, TABLE, ruling.pk, bytes(ruling.reason), commitment=str(said["commitment"]))
    assert text == "Elle a téléphoné ce matin."
    assert told(kind)["ruling"] == str(ruling.pk)
    doubtful.refresh_from_db()
    assert doubtful.state == state
    assert doubtful.channel == (Channel.LETTER if answer is Answer.LETTER else Channel.EMAIL)


def test_a_later_list_that_said_to_hold_it_is_obeyed(doubtful: Notice, now: datetime, by: Actor) -> None:
    Notice.objects.update(late_reason=HoldReason.DECEASED)
    result = rule_on_doubts(
        case=doubtful.case, notices=None, answer=Answer.AGAIN, evidence=Evidence.RELAY_SAID, reason="Rien n’est parti.",
        by=by, at=now,
    )  # fmt: skip
    assert result == {State.HELD: 1}
    notice = Notice.objects.get()
    assert (notice.hold_reason, notice.late_reason) == (HoldReason.DECEASED, HoldReason.NONE)


def test_all_at_once_and_only_those_of_the_case(now: datetime, by: Actor) -> None:
    one, other = (approved_case(number=number, emails=2, at=now, by=by) for number in (1, 2))
    put_in_doubt(4, at=now, by=by)
    foreign = Notice.objects.of_case(other.pk).values_list("pk", flat=True)
    call = {"evidence": Evidence.RELAY_SAID, "reason": "Lu dans son journal.", "by": by, "at": now}
    none = rule_on_doubts(case=one, notices=list(foreign), answer=Answer.ARRIVED, **call)  # type: ignore[arg-type]
    assert none == Counter()
    assert not DoubtRuling.objects.exists()
    both = rule_on_doubts(case=one, notices=None, answer=Answer.ARRIVED, **call)  # type: ignore[arg-type]
    assert both == {State.SENT: 2}
    assert Notice.objects.of_case(other.pk).filter(state=State.IN_DOUBT).count() == 2


@pytest.mark.parametrize(
    ("answer", "evidence", "reason", "code"),
    [
        (Answer.ARRIVED, Evidence.NOTHING, "Je le crois.", "no_evidence"),
        (Answer.ARRIVED, Evidence.PATIENT_SAID, "  ", "no_reason"),
        (Answer.AGAIN, Evidence.NOTHING, "", "no_reason"),
        (Answer.LETTER, Evidence.OTHER, "", "no_reason"),
    ],
)
def test_an_answer_without_a_ground_is_refused(
    doubtful: Notice, now: datetime, by: Actor, answer: Answer, evidence: Evidence, reason: str, code: str
) -> None:
    with pytest.raises(RulingRefused, match=code):
        rule_on_doubts(case=doubtful.case, notices=None, answer=answer, evidence=evidence, reason=reason, by=by, at=now)
    assert Notice.objects.get().state == State.IN_DOUBT


def test_a_closed_case_is_left_alone(doubtful: Notice, now: datetime, by: Actor) -> None:
    Case.objects.update(closed_at=now)
    with pytest.raises(CaseNotOpen):
        rule_on_doubts(
            case=doubtful.case, notices=None, answer=Answer.LETTER, evidence=Evidence.NOTHING, reason="", by=by, at=now
        )


def test_what_was_begun_before_cannot_settle_a_second_doubt(doubtful: Notice, now: datetime, by: Actor) -> None:
    """The worker of the first attempt comes back late, when the second is in doubt as well."""
    rule_on_doubts(
        case=doubtful.case, notices=None, answer=Answer.AGAIN, evidence=Evidence.NOTHING, reason="Aucune trace.",
        by=by, at=now,
    )  # fmt: skip
    put_in_doubt(1, at=now + timedelta(hours=1), by=by)
    ended = Attempt.objects.filter(ended_at__isnull=False)
    assert [attempt.number for attempt in ended] == [1]
