"""Handing over by the handful, against a real mail server: how many go together, and each way a handful ends early."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.actions import halt
from notifier.delivery.channels.email import EmailChannel, Relay
from notifier.delivery.channels.face import Delivered, Prepared
from notifier.delivery.choices import HaltKind, HaltReason, Outcome
from notifier.delivery.dispatch import Report, work_batch
from notifier.delivery.models import Attempt, Tally
from notifier.delivery.rules import LEASE
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from tests.smtp import DROP, Script, smtp_server
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db
After = Callable[[int], None]


class Watched(EmailChannel):
    """Does something after each message that was handed over."""

    after: After | None = None
    handed = 0

    def send(self, prepared: Prepared) -> Delivered:
        delivered = super().send(prepared)
        self.handed += 1
        if self.after:
            self.after(self.handed)
        return delivered


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def channel(script: Script) -> Iterator[Watched]:
    with smtp_server(script) as port:
        channel = Watched(
            Relay("127.0.0.1", port, user="", password="", tls=False, ssl=False, timeout=5), "x@example.org"
        )
        channel.together = 8
        yield channel
        channel.close()


@pytest.fixture
def case(now: datetime, by: Actor) -> Case:
    return approved_case(emails=12, at=now, by=by)


def work(channel: Watched, by: Actor, clock: Callable[[], datetime], **how: object) -> Report:
    return work_batch({Channel.EMAIL: channel}, clock=clock, by=by, **how)  # type: ignore[arg-type]


def states() -> dict[str, int]:
    found = list(Notice.objects.values_list("state", flat=True))
    return {state: found.count(state) for state in set(found)}


def test_all_are_told_once_and_nothing_is_left_behind(
    case: Case, channel: Watched, script: Script, now: datetime, by: Actor
) -> None:
    report = work(channel, by, lambda: now)
    assert (report.claimed, report.released, report.outcomes) == (12, 0, {Outcome.ACCEPTED: 12})
    assert len(script.messages) == len(set(script.recipients)) == 12
    assert not Tally.objects.exists()
    assert sorted(Attempt.objects.values_list("place", flat=True)) == sorted([*range(1, 9), *range(1, 5)])


def test_a_quick_relay_gets_more_at_a_time_and_a_slow_one_gets_one(
    case: Case, channel: Watched, now: datetime, by: Actor
) -> None:
    channel.together = 1
    work(channel, by, lambda: now)
    assert channel.together > 4
    approved_case(number=2, emails=12, at=now, by=by)
    elapsed = [now]

    def slow(_handed: int) -> None:
        elapsed[0] += timedelta(seconds=2)

    channel.after = slow
    work(channel, by, lambda: elapsed[0])
    assert channel.together == 1


def test_a_refusal_in_the_middle_is_written_down_and_the_others_go_on(
    case: Case, channel: Watched, script: Script, now: datetime, by: Actor
) -> None:
    def refuse_third_and_fifth(handed: int) -> None:
        script.answers = {"RCPT": "550 no such user"} if handed in (2, 4) else {}

    channel.after = refuse_third_and_fifth
    report = work(channel, by, lambda: now)
    assert report.outcomes == {Outcome.ACCEPTED: 10, Outcome.REFUSED: 2}
    assert states() == {State.SENT: 10, State.FAILED: 2}
    assert not Attempt.objects.filter(code="not_begun").exists()


def test_a_connection_that_breaks_gives_back_what_was_begun_with_it(
    case: Case, channel: Watched, script: Script, now: datetime, by: Actor
) -> None:
    def hang_up(handed: int) -> None:
        script.answers = {".": DROP} if handed == 4 else {}

    channel.after = hang_up
    report = work(channel, by, lambda: now)
    assert report.outcomes == {Outcome.ACCEPTED: 4, Outcome.UNKNOWN: 1}
    assert report.released == 3 + 4
    assert states() == {State.SENT: 4, State.IN_DOUBT: 1, State.QUEUED: 7}
    assert set(Notice.objects.filter(state=State.QUEUED).values_list("tries", flat=True)) == {0}
    channel.after, script.answers = None, {}
    work(channel, by, lambda: now)
    assert states() == {State.SENT: 11, State.IN_DOUBT: 1}
    assert len(set(script.recipients)) == len(script.recipients) == 12


def test_who_must_end_ends_with_the_message_in_hand(
    case: Case, channel: Watched, script: Script, now: datetime, by: Actor
) -> None:
    report = work(channel, by, lambda: now, asked_to_stop=lambda: len(script.messages) >= 3)
    assert (report.stopped, report.released, report.outcomes[Outcome.ACCEPTED]) == ("asked_to_stop", 9, 3)
    assert states() == {State.SENT: 3, State.QUEUED: 9}


def test_a_halt_lets_the_message_in_hand_finish_and_no_other(
    case: Case, channel: Watched, script: Script, now: datetime, by: Actor
) -> None:
    def stop_all(handed: int) -> None:
        if handed == 3:
            halt(kind=HaltKind.PAUSE, reason=HaltReason.RELAY, by=by, at=now)

    channel.after = stop_all
    report = work(channel, by, lambda: now)
    assert (report.stopped, len(script.messages)) == ("claim_lost", 3)
    assert states() == {State.SENT: 3, State.QUEUED: 9}


def test_a_relay_that_becomes_slow_ends_the_handful_long_before_its_lease(
    case: Case, channel: Watched, script: Script, now: datetime, by: Actor
) -> None:
    elapsed = [now]

    def slow(handed: int) -> None:
        if handed <= 3:
            elapsed[0] += LEASE / 5

    channel.after = slow
    report = work(channel, by, lambda: elapsed[0])
    assert report.stopped in {"", "claim_lost"}
    assert max(Attempt.objects.filter(outcome=Outcome.ACCEPTED).values_list("place", flat=True)[:3]) == 3
    assert Attempt.objects.filter(code="not_begun").count() == 5
    while not work(channel, by, lambda: elapsed[0]).is_idle:
        pass
    assert states() == {State.SENT: 12}
    assert len(set(script.recipients)) == len(script.recipients) == 12


def test_what_was_taken_is_seen_as_sent_within_a_second(case: Case, channel: Watched, now: datetime, by: Actor) -> None:
    elapsed, seen = [now], []

    def slow(_handed: int) -> None:
        seen.append(Notice.objects.filter(state=State.SENT).count())
        elapsed[0] += timedelta(seconds=1.5)

    channel.after = slow
    work(channel, by, lambda: elapsed[0])
    assert seen[:4] == [0, 1, 2, 3]
