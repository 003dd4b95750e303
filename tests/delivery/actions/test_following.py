"""What becomes of notices that are owed already when a later list names their patients again."""

from datetime import datetime, timedelta
from threading import Event as Signal
from threading import Thread
from uuid import uuid4

import pytest
from django.db import connection, connections, transaction

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.delivery.actions import Batch, Finished, Start, claim_batch, record_and_start, release_batch
from notifier.delivery.choices import Outcome
from notifier.delivery.models import Attempt, MadeLetter
from notifier.notices.actions import approve_wording, draft_wording
from notifier.notices.choices import Channel, HoldReason, State
from notifier.notices.models import Notice
from notifier.rosters.actions import import_roster
from notifier.rosters.models import Roster
from tests.worlds import HEADER, approved_case, make_letters

pytestmark = pytest.mark.django_db
MAILED = "Canari;Emilie;01/02/1980;;;;emilie@example.org;Mme;{};{}\n"
WRITTEN = "Canari;Luc;01/02/1981;1 rue du Port;69003;Lyon;;M.;{};{}\n"


def again(case: Case, now: datetime, by: Actor, *, row: str = MAILED, tier: str = "", care: str = "") -> Roster:
    data = (HEADER + row.format(tier, care)).encode()
    return import_roster(case=case, data=data, confirmed=frozenset(), by=by, at=now)


def told(kind: str) -> list[dict[str, object]]:
    return [read_event(bytes(event.body))["data"] for event in Event.objects.filter(kind=kind).order_by("pk")]


@pytest.fixture
def mailed(now: datetime, by: Actor) -> Case:
    return approved_case(rows=MAILED.format("", ""), at=now, by=by)


@pytest.fixture
def written(now: datetime, by: Actor) -> Case:
    return approved_case(rows=WRITTEN.format("", ""), at=now, by=by)


@pytest.fixture
def annotated_too(now: datetime, by: Actor) -> Case:
    """Emilie's notes did not leak, but another woman's did: there is a text for both."""
    other = "Canari;Jeanne;01/02/1980;;;;jeanne@example.org;Mme;annoté;\n"
    case = approved_case(rows=MAILED.format("", "") + other, at=now, by=by)
    Notice.objects.exclude(patient__tier="administrative").update(due_at=now + timedelta(days=9))
    return case


def started(now: datetime, by: Actor) -> Start:
    """The one notice that is due, in a worker's hands."""
    batch = claimed(now, by)
    start = Start(uuid4(), batch.notices[0], batch.case, batch.token, batch.channel, None, "")
    assert record_and_start(finished=None, start=start, by=by, at=now)
    return start


def claimed(now: datetime, by: Actor) -> Batch:
    batch = claim_batch(channels=list(Channel), size=1, case=None, by=by, at=now)
    assert batch is not None
    return batch


def ended(start: Start, outcome: Outcome, now: datetime, by: Actor, *, letter: bytes | None = None) -> Notice:
    record_and_start(finished=Finished(start, outcome, "", letter), start=None, by=by, at=now)
    return Notice.objects.get(pk=start.notice)


def test_a_queued_notice_is_held_and_the_log_and_the_import_say_so(mailed: Case, now: datetime, by: Actor) -> None:
    roster = again(mailed, now, by, care="décédé")

    notice = mailed.notices.get()
    assert (notice.state, notice.hold_reason) == (State.HELD, HoldReason.DECEASED)
    assert told("notice.held") == [{"from": "queued", "reason": "deceased"}]
    assert roster.followed == {"held": 1}
    assert told("roster.imported")[-1]["followed"] == {"held": 1}


def test_a_list_that_says_nothing_new_changes_nothing(mailed: Case, now: datetime, by: Actor) -> None:
    assert again(mailed, now, by).followed == {}
    assert mailed.notices.get().state == State.QUEUED


def test_who_need_not_be_posted_to_still_gets_an_e_mail(mailed: Case, now: datetime, by: Actor) -> None:
    assert again(mailed, now, by, care="ne pas poster").followed == {}
    assert mailed.notices.get().state == State.QUEUED


def test_what_a_person_decided_on_is_not_held_again_for_the_same_reason(now: datetime, by: Actor) -> None:
    case = approved_case(rows=MAILED.format("", "canal sûr"), at=now, by=by)
    case.notices.update(state=State.QUEUED, hold_reason=HoldReason.NONE)
    assert again(case, now, by, care="canal sûr").followed == {}
    assert again(case, now, by, care="canal sûr, décédé").followed == {"held": 1}
    assert case.notices.get().hold_reason == HoldReason.DECEASED


def test_what_is_held_is_held_for_the_graver_reason(now: datetime, by: Actor) -> None:
    case = approved_case(rows=MAILED.format("", "canal sûr"), at=now, by=by)
    assert again(case, now, by, care="décédé").followed == {"held": 1}
    assert case.notices.get().hold_reason == HoldReason.DECEASED
    assert told("notice.held") == [{"from": "held", "reason": "deceased"}]
    assert again(case, now, by, care="adresse confidentielle").followed == {}


def test_a_claimed_notice_is_taken_out_of_the_workers_hands(mailed: Case, now: datetime, by: Actor) -> None:
    batch = claimed(now, by)
    again(mailed, now, by, care="adresse confidentielle")

    start = Start(uuid4(), batch.notices[0], batch.case, batch.token, batch.channel, None, "")
    assert record_and_start(finished=None, start=start, by=by, at=now) is False
    assert release_batch(batch=batch, by=by, at=now) == 0
    assert mailed.notices.get().state == State.HELD


def test_a_claimed_notice_whose_leak_grew_is_read_anew(annotated_too: Case, now: datetime, by: Actor) -> None:
    claimed(now, by)
    assert again(annotated_too, now, by, tier="annoté").followed == {}
    assert annotated_too.notices.filter(state=State.QUEUED, token=None).count() == 2
    assert told("notices.unclaimed")[0]["count"] == 1


def test_a_letter_is_taken_back_and_destroyed(written: Case, now: datetime, by: Actor) -> None:
    make_letters(at=now, by=by)
    assert MadeLetter.objects.count() == 1

    roster = again(written, now, by, row=WRITTEN, care="ne pas poster")

    notice = written.notices.get()
    assert (notice.state, notice.hold_reason) == (State.HELD, HoldReason.DO_NOT_POST)
    assert MadeLetter.objects.count() == 0
    assert told("letter.taken_back") == [{"from": "ready_to_print", "reason": "do_not_post"}]
    assert roster.followed == {"taken_back": 1}


def test_a_letter_that_says_too_little_is_made_again(now: datetime, by: Actor) -> None:
    other = "Canari;Jean;01/02/1981;2 rue du Port;69003;Lyon;;M.;annoté;\n"
    case = approved_case(rows=WRITTEN.format("", "") + other, at=now, by=by)
    make_letters(at=now, by=by)

    assert again(case, now, by, row=WRITTEN, tier="annoté").followed == {"made_again": 1}
    assert MadeLetter.objects.count() == 1
    make_letters(at=now, by=by)

    assert set(case.notices.values_list("state", flat=True)) == {State.READY_TO_PRINT}
    luc = case.patients.get(notice__attempts__number=2)
    variants = luc.notices.get().attempts.order_by("number").values_list("master__variant", flat=True)
    assert [variant.split(".")[1] for variant in variants] == ["administrative", "annotated"]


@pytest.mark.parametrize("state", [State.SENT, State.IN_RUN])
def test_what_left_is_said_to_be_too_late(state: State, mailed: Case, now: datetime, by: Actor) -> None:
    mailed.notices.update(state=state)
    roster = again(mailed, now, by, care="décédé", tier="annoté")

    notice = mailed.notices.get()
    assert (notice.state, notice.hold_reason, notice.late_reason) == (state, HoldReason.NONE, HoldReason.DECEASED)
    assert notice.more_leaked_at == now
    assert roster.followed == {"too_late": 1, "follow_up": 1}
    assert told("notice.care_came_late") == [{"reason": "deceased", "state": state}]
    assert told("notice.follow_up_owed") == [{"state": state}]


def test_without_a_text_the_notice_waits_until_one_is_approved(
    mailed: Case, now: datetime, by: Actor, django_user_model: type[User]
) -> None:
    assert again(mailed, now, by, tier="annoté").followed == {"held": 1}
    assert mailed.notices.get().hold_reason == HoldReason.TEXT_NOT_APPROVED

    wording = draft_wording(case=mailed, by=by, at=now)
    approve_wording(wording=wording, approver=django_user_model.objects.get(), by=by, at=now)

    notice = mailed.notices.get()
    assert (notice.state, notice.hold_reason, notice.wording) == (State.QUEUED, HoldReason.NONE, wording)
    assert told("notice.released") == [{"code": "text_not_approved", "wording": str(wording.pk)}]


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome.ACCEPTED, State.SENT),
        (Outcome.UNKNOWN, State.IN_DOUBT),
        (Outcome.DEFERRED, State.HELD),
        (Outcome.REFUSED, State.HELD),
    ],
)
def test_what_is_under_way_is_never_tried_again_once_it_must_wait(
    outcome: Outcome, state: State, mailed: Case, now: datetime, by: Actor
) -> None:
    start = started(now, by)
    assert again(mailed, now, by, care="décédé").followed == {"too_late": 1}

    notice = ended(start, outcome, now, by)

    assert notice.state == state
    reasons = (HoldReason.DECEASED, HoldReason.NONE)
    assert (notice.hold_reason, notice.late_reason) == (reasons if state is State.HELD else reasons[::-1])


def test_a_letter_that_was_being_made_is_not_kept(written: Case, now: datetime, by: Actor) -> None:
    start = started(now, by)
    again(written, now, by, row=WRITTEN, care="décédé")

    notice = ended(start, Outcome.MADE, now, by, letter=b"sealed")

    assert (notice.state, MadeLetter.objects.count()) == (State.HELD, 0)
    held = {"from": "sending", "reason": "deceased", "attempt": str(start.attempt), "outcome": "made", "code": ""}
    assert told("notice.held") == [held]


@pytest.mark.parametrize(
    ("outcome", "state", "owes_more"),
    [
        (Outcome.ACCEPTED, State.SENT, True),
        (Outcome.DEFERRED, State.QUEUED, False),
        (Outcome.MADE, State.QUEUED, False),
    ],
)
def test_a_follow_up_is_owed_only_where_too_little_was_said(
    outcome: Outcome, state: State, owes_more: bool, annotated_too: Case, now: datetime, by: Actor
) -> None:
    start = started(now, by)
    again(annotated_too, now, by, tier="annoté")

    notice = ended(start, outcome, now, by)

    assert (notice.state, notice.more_leaked_at is not None) == (state, owes_more)
    assert Attempt.objects.get().outcome == outcome


@pytest.fixture
def two(transactional_db: None, now: datetime, by: Actor) -> Case:
    """Two notices in one worker's hands, the first of them begun."""
    return approved_case(rows=MAILED.format("", "") + MAILED.replace("milie", "lise").format("", ""), at=now, by=by)


@pytest.mark.postgres
def test_an_import_and_a_worker_never_wait_for_one_another(two: Case, now: datetime, by: Actor) -> None:
    """The import holds the second notice and wants the first; the worker has the first and wants the second."""
    assert connection.vendor == "postgresql"
    batch = claim_batch(channels=list(Channel), size=2, case=None, by=by, at=now)
    assert batch is not None
    first, second = (Start(uuid4(), pk, batch.case, batch.token, batch.channel, None, "") for pk in batch.notices)
    record_and_start(finished=None, start=first, by=by, at=now)
    holds, done = Signal(), Signal()
    begun = []

    def work() -> None:
        holds.wait(10)
        finished = Finished(first, Outcome.ACCEPTED, "250")
        begun.append(record_and_start(finished=finished, start=second, by=by, at=now))
        begun.append(release_batch(batch=batch, by=by, at=now))
        done.set()
        connections.close_all()

    worker = Thread(target=work)
    worker.start()
    with transaction.atomic():
        Notice.objects.select_for_update().get(pk=second.notice)
        holds.set()
        assert done.wait(10), "the worker waits for the import"
        assert Notice.objects.select_for_update().get(pk=first.notice).state == State.SENT
    worker.join()
    assert begun == [False, 0]


def test_who_wants_no_e_mail_by_a_later_list_gets_a_letter(now: datetime, by: Actor) -> None:
    row = "Canari;Emilie;01/02/1980;1 rue du Port;69003;Lyon;emilie@example.org;Mme;{};{}\n"
    case = approved_case(rows=row.format("", ""), at=now, by=by)
    again(case, now, by, row=row, care="pas de courriel")
    notice = case.notices.get()
    assert (notice.state, notice.channel) == (State.QUEUED, Channel.LETTER)


def test_without_an_address_it_is_held(now: datetime, by: Actor) -> None:
    case = approved_case(rows=MAILED.format("", ""), at=now, by=by)
    again(case, now, by, care="no email")
    notice = case.notices.get()
    assert (notice.state, notice.hold_reason) == (State.HELD, HoldReason.NO_CHANNEL)
