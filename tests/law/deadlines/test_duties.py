from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifier.law.deadlines import duties
from notifier.law.deadlines.authority import authority_deadline
from notifier.law.deadlines.clock import State
from notifier.law.deadlines.periods import PARIS, instant

DAY = timedelta(days=1)


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def test_a_processor_has_no_figure_but_its_contract() -> None:
    knew = paris("2025-12-01T10:00")
    found = duties.processor_notice(knew, told_at=None)
    assert (found.target, found.limit, found.readings) == (None, None, ())
    assert found.state(knew + 40 * DAY) is State.WAITING
    assert found.age(knew + 40 * DAY) == 40 * DAY


def test_a_contract_makes_a_processor_late() -> None:
    knew = paris("2025-12-01T10:00")
    found = duties.processor_notice(knew, told_at=paris("2026-01-05T09:00"), contract_hours=24)
    assert found.limit == paris("2025-12-02T10:00")
    assert found.state(paris("2026-01-06T09:00")) is State.STOPPED_LATE
    assert not found.needs_reasons(paris("2026-01-06T09:00"))


def test_the_authority_is_told_by_the_plain_hours_and_late_after_the_safe_limit() -> None:
    aware = paris("2026-03-04T10:05")
    deadline, found = authority_deadline(aware), duties.authority(aware, filed_at=None)
    assert (found.target, found.limit) == (deadline.naive, deadline.safe)


def test_only_a_late_filing_owes_its_reasons() -> None:
    aware = paris("2026-03-04T10:05")
    late = duties.authority(aware, filed_at=paris("2026-03-07T11:01"))
    assert late.needs_reasons(paris("2026-03-20T10:00"))
    assert not duties.people(aware, told_at=None).needs_reasons(aware + 90 * DAY)


def test_when_clocks_go_forward_the_target_is_not_after_the_limit() -> None:
    found = duties.authority(paris("2026-03-27T14:20"), filed_at=None)
    assert found.target == found.limit == paris("2026-03-30T15:00")
    assert found.state(paris("2026-03-30T15:01")) is State.LATE


@given(st.integers(1_546_300_800, 2_051_222_400))
def test_a_target_is_never_after_its_limit(second: int) -> None:
    found = duties.authority(datetime.fromtimestamp(second, UTC), filed_at=None)
    assert found.target is not None
    assert found.limit is not None
    assert instant(found.target) <= instant(found.limit)


def test_a_filing_within_the_limit_stops_the_clock_without_reasons() -> None:
    found = duties.authority(paris("2026-03-04T10:05"), filed_at=paris("2026-03-07T11:00"))
    assert found.state(paris("2026-03-20T10:00")) is State.STOPPED
    assert not found.needs_reasons(paris("2026-03-20T10:00"))


def test_a_complement_has_a_target_and_no_limit() -> None:
    found = duties.complement(paris("2026-03-07T10:00"), completed_at=None)
    assert (found.target, found.limit) == (paris("2026-03-10T10:00"), None)
    assert found.state(paris("2026-04-10T10:00")) is State.SOON


def test_telling_people_is_counted_in_days_since_awareness() -> None:
    aware = paris("2026-01-05T09:00")
    found = duties.people(aware, told_at=None)
    assert found.limit is None
    assert found.age(aware + 21 * DAY).days == 21
    assert [found.state(aware + days * DAY) for days in (4, 5, 21)] == [State.WAITING, State.SOON, State.SOON]


def test_a_draft_has_an_alarm_of_its_own() -> None:
    begun = paris("2026-03-02T09:00")
    assert duties.draft(begun, approved_at=None).state(begun + 2 * DAY) is State.SOON
    assert duties.draft(begun, approved_at=begun + DAY).state(begun + 9 * DAY) is State.STOPPED


@pytest.mark.parametrize(
    ("received", "extended", "limit"),
    [
        # The same date a month on; a Sunday, so Easter Monday is over as well.
        ("2026-03-05T14:00", None, "2026-04-08T00:00"),
        ("2026-03-10T14:00", None, "2026-04-11T00:00"),
        # No 31 September; no 31 February, and its 28th is a Saturday.
        ("2026-08-31T23:59", None, "2026-10-01T00:00"),
        ("2026-01-31T10:00", None, "2026-03-03T00:00"),
        # Ascension on a Thursday; Christmas on a Friday, then the weekend.
        ("2026-04-14T10:00", None, "2026-05-16T00:00"),
        ("2026-11-25T10:00", None, "2026-12-29T00:00"),
        # Two further months: by steps to 28 April, at once to 30 April; the earlier counts.
        ("2026-01-30T10:00", "2026-02-20T10:00", "2026-04-29T00:00"),
        ("2026-03-10T14:00", "2026-04-10T23:00", "2026-06-11T00:00"),
        # Too late to be extended.
        ("2026-03-10T14:00", "2026-04-11T08:00", "2026-04-11T00:00"),
    ],
)
def test_a_reply_is_owed_in_a_month_or_three(received: str, extended: str | None, limit: str) -> None:
    found = duties.reply(
        "q1", paris(received), replied_at=None, extended_at=paris(extended) if extended is not None else None
    )
    assert found.limit == paris(limit)


def test_an_extended_reply_is_a_clock_of_its_own_name() -> None:
    received = paris("2026-03-10T14:00")
    first = duties.reply("q1", received, replied_at=None, extended_at=None)
    longer = duties.reply("q1", received, replied_at=None, extended_at=received + DAY)
    assert (first.id, longer.id) == ("reply:q1", "reply:q1:extended")
    assert [one.code for one in longer.readings] == ["at_once", "steps"]


def test_a_provider_is_late_until_it_confirms_the_erasure() -> None:
    handed = paris("2026-03-10T14:00")
    found = duties.provider_erasure("printer", handed, days=30, erased_at=None)
    assert found.state(handed + 29 * DAY) is State.SOON
    assert found.state(handed + 31 * DAY) is State.LATE
    done = duties.provider_erasure("printer", handed, days=30, erased_at=handed + 10 * DAY)
    assert done.state(handed + 31 * DAY) is State.STOPPED


def test_an_entry_of_the_register_is_kept_six_years_and_is_then_not_late() -> None:
    found = duties.register(paris("2026-06-30T12:00"), erased_at=None)
    assert found.target == paris("2032-07-01T00:00")
    assert found.state(paris("2040-01-01T00:00")) is State.SOON
