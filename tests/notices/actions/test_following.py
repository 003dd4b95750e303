"""Telling more, in numbered notices: to those who were told already, to nobody else, and to nobody twice."""

from collections.abc import Callable
from datetime import datetime
from random import Random

import pytest
from django.db import IntegrityError, transaction

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.delivery.queries.completeness import account, compare_each
from notifier.lib.ids import new_reference, uuid7
from notifier.notices.actions import approve_wording, draft_wording
from notifier.notices.actions.following import begin_follow_up, give_up_follow_up
from notifier.notices.choices import Channel, FollowUp, HoldReason, State, WordingState
from notifier.notices.models import Notice, Wording
from notifier.notices.policies import NotApprovable, WordingRefused
from notifier.notices.queries import followed
from notifier.rosters.actions import import_roster
from tests.notices.people import Team
from tests.worlds import HEADER, open_practice

pytestmark = pytest.mark.django_db
TOLD = [State.SENT, State.IN_RUN, State.POSTED, State.TOLD]
LEAKED_MORE = "Canari;Emilie A;01/02/1980;;;;canari0@example.org;Mme;annoté;\n"
Follow = Callable[[FollowUp], Wording]


@pytest.fixture
def told(case: Case, owner: User, draft: Wording, now: datetime, by: Actor) -> Case:
    """Six people; everyone but who was held has had the first notice."""
    approve_wording(wording=draft, approver=owner, by=by, at=now)
    case.notices.filter(state=State.QUEUED).update(state=State.SENT)
    return case


@pytest.fixture
def follow(told: Case, owner: User, now: datetime, by: Actor) -> Follow:
    """Begin a follow-up and approve it."""

    def do(kind: FollowUp) -> Wording:
        wording = begin_follow_up(case=told, kind=kind, decider=owner, by=by, at=now)
        approve_wording(wording=wording, approver=owner, by=by, at=now)
        return wording

    return do


def said(kind: str) -> list[dict[str, object]]:
    return [read_event(bytes(event.body))["data"] for event in Event.objects.filter(kind=kind).order_by("pk")]


def further(case: Case) -> list[tuple[int, str, str, str]]:
    rows = case.notices.filter(number__gt=1).order_by("pk")
    return [(row.number, row.state, row.channel, row.hold_reason) for row in rows]


def test_a_correction_goes_to_everyone_who_was_told_and_to_nobody_else(told: Case, follow: Follow) -> None:
    firsts = list(told.notices.filter(state=State.SENT).values_list("patient", "pk", "reference"))
    follow(FollowUp.CORRECTION)
    seconds = told.notices.filter(number=2)
    assert sorted(seconds.values_list("patient", flat=True)) == sorted(patient for patient, _pk, _ref in firsts)
    assert not {row[2] for row in firsts} & set(seconds.values_list("reference", flat=True))
    facts = said("follow_up.owed")
    assert {(one["number"], one["code"]) for one in facts} == {(2, "correction")}
    assert {one["follows"] for one in facts} == {str(pk) for _patient, pk, _ref in firsts}
    assert said("follow_ups.owed")[0]["total"] == len(firsts)


@pytest.mark.parametrize("state", sorted(State))
def test_only_who_has_had_the_first_is_told_more(state: State, told: Case) -> None:
    held = {"token": None, "lease_until": None}
    if state in {State.CLAIMED, State.SENDING}:
        held = {"token": told.pk, "lease_until": told.aware_at}  # type: ignore[dict-item]
    # The day of posting goes with the states that have one.
    posted = told.aware_at.date() if state in {State.POSTED, State.RETURNED} else None
    told.notices.update(state=state, posted_on=posted, **held)
    assert followed(told, FollowUp.CORRECTION).exists() is (state in TOLD)
    assert not followed(told, FollowUp.MORE_LEAKED).exists()


def test_that_more_leaked_is_told_to_those_of_whom_it_did(
    told: Case, owner: User, follow: Follow, now: datetime, by: Actor
) -> None:
    data = (HEADER + LEAKED_MORE).encode()
    import_roster(case=told, data=data, confirmed=frozenset(), user=owner, by=by, at=now)
    first = told.notices.get(more_leaked_at__isnull=False)

    follow(FollowUp.MORE_LEAKED)

    second = told.notices.get(number=2)
    assert second.patient_id == first.patient_id
    assert (second.state, second.channel) == (State.QUEUED, Channel.EMAIL)
    assert [name for name in second.wording.masters.values_list("variant", flat=True) if ".annotated." in name]
    assert not told.notices.filter(more_leaked_at__isnull=False).exists()
    with pytest.raises(WordingRefused, match="nobody_told"):
        begin_follow_up(case=told, kind=FollowUp.MORE_LEAKED, decider=owner, by=by, at=now)


def test_a_list_marks_the_latest_notice_alone(
    told: Case, owner: User, follow: Follow, now: datetime, by: Actor
) -> None:
    follow(FollowUp.CORRECTION)
    told.notices.filter(number=2).update(state=State.SENT)
    data = (HEADER + LEAKED_MORE).encode()
    import_roster(case=told, data=data, confirmed=frozenset(), user=owner, by=by, at=now)
    assert told.notices.get(more_leaked_at__isnull=False).number == 2
    follow(FollowUp.MORE_LEAKED)
    assert told.notices.get(number=3).patient.tier == "annotated"  # type: ignore[union-attr]


@pytest.mark.parametrize("has_words", [True, False])
def test_a_list_that_comes_while_a_follow_up_waits(has_words: bool, now: datetime, by: Actor) -> None:
    """It says so where it has the words, since another woman's notes leaked; else the next one takes its place."""
    case, user = open_practice(number=2, at=now, by=by)
    rows = ["Canari;Emilie;01/02/1980;;;;emilie@example.org;Mme;;\n"]
    rows += ["Canari;Jeanne;01/02/1980;;;;jeanne@example.org;Mme;annoté;\n"] if has_words else []
    data = (HEADER + "".join(rows)).encode()
    import_roster(case=case, data=data, confirmed=frozenset(), user=user, by=by, at=now)
    approve_wording(wording=draft_wording(case=case, by=by, at=now), approver=user, by=by, at=now)
    case.notices.update(state=State.SENT)
    first = begin_follow_up(case=case, kind=FollowUp.CORRECTION, decider=user, by=by, at=now)
    approve_wording(wording=first, approver=user, by=by, at=now)
    emilie = case.patients.get(tier="administrative")

    data = (HEADER + rows[0].replace("Mme;;", "Mme;annoté;")).encode()
    import_roster(case=case, data=data, confirmed=frozenset(), user=user, by=by, at=now)

    assert case.notices.filter(patient=emilie, more_leaked_at__isnull=False).count() == (0 if has_words else 1)
    if has_words:
        assert case.notices.get(patient=emilie, number=2).state == State.QUEUED
        return
    assert case.notices.get(patient=emilie, number=2).hold_reason == HoldReason.TEXT_NOT_APPROVED
    second = begin_follow_up(case=case, kind=FollowUp.MORE_LEAKED, decider=user, by=by, at=now)
    approve_wording(wording=second, approver=user, by=by, at=now)
    states = case.notices.filter(patient=emilie).values_list("number", "state")
    assert sorted(states) == [(1, State.SENT), (2, State.QUEUED), (2, State.WITHDRAWN)]


def test_the_care_of_the_first_holds_for_what_follows(told: Case, follow: Follow) -> None:
    patient = told.patients.filter(notice__state=State.SENT).order_by("pk")[0]
    told.patients.filter(pk=patient.pk).update(care=1)
    follow(FollowUp.CORRECTION)
    second = told.notices.get(number=2, patient=patient)
    assert second.state == State.HELD
    assert second.hold_reason != HoldReason.NONE


def test_who_the_practice_told_itself_is_written_to(now: datetime, owner: User, by: Actor) -> None:
    """`Already told` is why more is owed, not why it waits."""
    case, user = open_practice(number=2, at=now, by=by)
    row = "Canari;Luc;01/02/1950;1 rue du Port;69003;Lyon;;;;déjà informé\n"
    import_roster(case=case, data=(HEADER + row).encode(), confirmed=frozenset(), user=user, by=by, at=now)
    approve_wording(wording=draft_wording(case=case, by=by, at=now), approver=user, by=by, at=now)
    assert case.notices.get().hold_reason == HoldReason.ALREADY_TOLD
    case.notices.update(state=State.TOLD)
    wording = begin_follow_up(case=case, kind=FollowUp.CORRECTION, decider=user, by=by, at=now)
    approve_wording(wording=wording, approver=user, by=by, at=now)
    assert further(case) == [(2, "queued", "letter", "")]


def test_it_says_its_number_at_the_top_and_in_the_subject(told: Case, follow: Follow) -> None:
    wording = follow(FollowUp.CORRECTION)
    masters = {master.variant: bytes(master.data).decode() for master in wording.masters.filter(channel=Channel.EMAIL)}
    assert masters
    assert all(name.endswith(".n2") for name in masters)
    french = next(data for name, data in masters.items() if name.startswith("fr.") and ".adult" in name)
    assert "avis_n=C2=B0_2" in french.replace("\n", "") or "avis n" in french
    letters = wording.masters.filter(channel=Channel.LETTER)
    assert all("Ceci est l’avis n°\u00a02." in bytes(one.data).decode() for one in letters if one.variant[:2] == "fr")


def test_it_takes_nobodys_place(told: Case, draft: Wording, follow: Follow) -> None:
    wording = follow(FollowUp.CORRECTION)
    draft.refresh_from_db()
    assert draft.state == WordingState.APPROVED
    assert Wording.objects.get(pk=wording.pk).state == WordingState.APPROVED


def test_the_sums_of_the_case_add_up_and_count_nobody_twice(told: Case, follow: Follow) -> None:
    before = account(told)
    follow(FollowUp.CORRECTION)
    after = account(told)
    # In this test the first notices were not sent by a worker: what does not add up of them, did not before.
    assert {one.kind for one in after.differences} == {one.kind for one in before.differences}
    assert after.counted.follow_ups == after.said.follow_ups == told.notices.filter(number=2).count() > 0
    assert compare_each(told) == compare_each(told)


def test_what_waits_is_replaced_by_what_is_said_later(told: Case, follow: Follow) -> None:
    follow(FollowUp.CORRECTION)
    sent = told.notices.filter(number=2, state=State.QUEUED).order_by("pk")[0]
    Notice.objects.filter(pk=sent.pk).update(state=State.SENT)
    waiting = set(told.notices.filter(number=2).exclude(pk=sent.pk).values_list("patient", flat=True))

    follow(FollowUp.CORRECTION)

    assert told.notices.get(number=3).patient_id == sent.patient_id
    again = told.notices.filter(number=2).exclude(pk=sent.pk)
    assert set(again.filter(state=State.WITHDRAWN).values_list("patient", flat=True)) == waiting
    assert set(again.exclude(state=State.WITHDRAWN).values_list("patient", flat=True)) == waiting
    assert {one["code"] for one in said("notice.withdrawn")} == {"replaced"}


def test_the_database_takes_no_second_notice_of_a_number_or_a_wording(
    told: Case, follow: Follow, now: datetime
) -> None:
    wording = follow(FollowUp.CORRECTION)
    first = told.notices.filter(number=1, state=State.SENT).order_by("pk")[0]
    for number, worded in ((1, wording), (2, first.wording), (3, wording)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Notice.objects.create(
                id=uuid7(now, bytes([number]) * 10),
                case=told,
                patient=first.patient,
                wording=worded,
                number=number,
                reference=new_reference(bytes([number]) * 8),
                channel=Channel.EMAIL,
                state=State.SENT,
                due_at=now,
                changed_at=now,
            )


def test_approving_twice_owes_nothing_twice(told: Case, owner: User, follow: Follow, now: datetime, by: Actor) -> None:
    wording = follow(FollowUp.CORRECTION)
    before = told.notices.count()
    with pytest.raises(NotApprovable, match="not_a_draft"):
        approve_wording(wording=wording, approver=owner, by=by, at=now)
    assert told.notices.count() == before


def test_only_the_controller_begins_and_one_text_at_a_time(
    told: Case, owner: User, team: Team, now: datetime, by: Actor
) -> None:
    with pytest.raises(WordingRefused, match="not_the_controller"):
        begin_follow_up(case=told, kind=FollowUp.CORRECTION, decider=team.assistant, by=by, at=now)
    wording = begin_follow_up(case=told, kind=FollowUp.CORRECTION, decider=owner, by=by, at=now)
    assert begin_follow_up(case=told, kind=FollowUp.CORRECTION, decider=owner, by=by, at=now) == wording
    with pytest.raises(WordingRefused, match="other_draft"):
        begin_follow_up(case=told, kind=FollowUp.MORE_LEAKED, decider=owner, by=by, at=now)
    with pytest.raises(WordingRefused, match="not_the_controller"):
        give_up_follow_up(wording=wording, decider=team.assistant, by=by, at=now)


def test_what_is_given_up_goes_to_nobody(told: Case, owner: User, now: datetime, by: Actor) -> None:
    wording = begin_follow_up(case=told, kind=FollowUp.CORRECTION, decider=owner, by=by, at=now)
    give_up_follow_up(wording=wording, decider=owner, by=by, at=now)
    assert said("follow_up.given_up") == [{"number": wording.number, "follow_up": "correction"}]
    with pytest.raises(NotApprovable):
        approve_wording(wording=wording, approver=owner, by=by, at=now)
    assert further(told) == []
    with pytest.raises(WordingRefused, match="not_a_draft"):
        give_up_follow_up(wording=wording, decider=owner, by=by, at=now)


def test_a_first_notice_is_not_given_up(draft: Wording, owner: User, now: datetime, by: Actor) -> None:
    with pytest.raises(WordingRefused, match="not_a_draft"):
        give_up_follow_up(wording=draft, decider=owner, by=by, at=now)


def test_a_new_first_notice_begins_with_the_first_and_not_with_a_correction(
    told: Case, draft: Wording, follow: Follow, now: datetime, by: Actor
) -> None:
    follow(FollowUp.CORRECTION)
    anew = draft_wording(case=told, by=by, at=now)
    assert (anew.follow_up, said("wording.drafted")[-1]["from"]) == ("", draft.number)


@pytest.mark.parametrize("seed", range(6))
def test_whoever_has_a_number_had_the_one_before(
    seed: int, now: datetime, by: Actor, told: Case, owner: User, follow: Follow
) -> None:
    """Whatever happens to the notices between the rounds."""
    chance, ends = Random(seed), [State.SENT, State.FAILED, State.HELD, State.IN_RUN, State.TOLD, State.TO_TELL]
    for _round in range(4):
        follow(FollowUp.CORRECTION)
        for notice in told.notices.filter(number__gt=1, state__in=[State.QUEUED, State.HELD]):
            Notice.objects.filter(pk=notice.pk).update(state=chance.choice([*ends, State.QUEUED]))
    by_patient: dict[object, list[int]] = {}
    for patient, number in told.notices.exclude(state=State.WITHDRAWN).values_list("patient", "number"):
        by_patient.setdefault(patient, []).append(number)
    assert all(sorted(numbers) == list(range(1, len(numbers) + 1)) for numbers in by_patient.values())
    assert max(len(numbers) for numbers in by_patient.values()) > 2
    untold = told.patients.filter(notice__number=1, notice__state=State.HELD)
    assert {len(by_patient[patient.pk]) for patient in untold} == {1}
