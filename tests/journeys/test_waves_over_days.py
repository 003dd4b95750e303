"""Given two physicians, three mail providers and every limit at once, when the days go by, then everyone is told once
and no limit was ever passed.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from email import message_from_bytes
from email.policy import default as mail_policy
from zoneinfo import ZoneInfo

import pytest
from pytest_django import Settings

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.actions import set_pace, sweep
from notifier.delivery.actions.claiming import claim_batch
from notifier.delivery.channels.email import EmailChannel, Relay
from notifier.delivery.channels.face import Channel as ChannelFace
from notifier.delivery.dispatch import work_batch
from notifier.delivery.dispatch.completeness import check_completeness
from notifier.delivery.models import Attempt
from notifier.delivery.queries.slowing import slowing
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from tests.delivery.pacing import FIRST, GMAIL, ORANGE, OTHER, SECOND, know_providers, paced_case
from tests.smtp import Script, smtp_server

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
PER_DAY, RELAY_DAY, RELAY_HOUR, GMAIL_DAY = 6, 11, 6, 4


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def channels(script: Script) -> Iterator[dict[Channel, ChannelFace]]:
    with smtp_server(script) as port:
        email = EmailChannel(
            Relay("127.0.0.1", port, user="", password="", tls=False, ssl=False, timeout=5), "information@example.org"
        )
        yield {Channel.EMAIL: email}
        email.close()


def given_a_case_with_every_limit(by: Actor, at: datetime, settings: Settings, patch: pytest.MonkeyPatch) -> Case:
    know_providers(patch)
    settings.MAIL_LIMIT = {"hour": RELAY_HOUR, "day": RELAY_DAY}
    settings.MAIL_BUCKET_LIMITS = {"gmail": {"day": GMAIL_DAY}}
    people = {
        (FIRST, GMAIL): 20, (FIRST, ORANGE): 9, (FIRST, OTHER): 8,
        (SECOND, GMAIL): 10, (SECOND, OTHER): 12,
    }  # fmt: skip
    case = paced_case(people, at=at, by=by)
    set_pace(case=case, per_day=PER_DAY, quiet_from=time(20), quiet_until=time(8), by=by, at=at)
    return case


def when_days_go_by(channels: dict[Channel, ChannelFace], by: Actor, begins: datetime) -> datetime:
    """Half an hour at a time, with a worker that is killed now and then, until nobody waits; returns when that was."""
    at = begins
    while Notice.objects.filter(state__in=[State.QUEUED, State.CLAIMED]).exists():
        assert at < begins + timedelta(days=20), "somebody was forgotten"
        sweep(by=by, at=at)
        if at.hour == 9:
            # It claims and is never seen again.
            claim_batch(channels=list(channels), size=2, case=None, by=by, at=at)
        now = at
        while not work_batch(channels, clock=lambda now=now: now, by=by, size=5).is_idle:  # type: ignore[misc]
            pass
        at += timedelta(minutes=30)
    return at


def then_everyone_was_told_once(case: Case, script: Script) -> None:
    assert set(case.notices.values_list("state", flat=True)) == {State.SENT}
    assert len(script.messages) == len(set(script.recipients)) == 59
    ids = {message_from_bytes(raw, policy=mail_policy)["Message-ID"] for raw in script.messages}
    assert len(ids) == 59
    [checked] = check_completeness(case.pk, thorough=True, clock=lambda: datetime.now(UTC), by=Actor("system", "tests"))
    assert not checked.differences


def then_no_limit_was_passed() -> None:
    by_day: Counter[tuple[str, object]] = Counter()
    for attempt in Attempt.objects.select_related("notice__patient"):
        local = attempt.started_at.astimezone(PARIS)
        assert 8 <= local.hour < 20
        by_day["relay", local.date()] += 1
        by_day["hour", (local.date(), local.hour)] += 1
        by_day[f"bucket.{attempt.notice.mail_bucket}", local.date()] += 1
        by_day["physician", (local.date(), attempt.notice.recipient.physician_id)] += 1
    most = {"relay": RELAY_DAY, "hour": RELAY_HOUR, "physician": PER_DAY, "bucket.gmail": GMAIL_DAY}
    for (kind, _when), count in by_day.items():
        assert count <= most.get(kind, count)
    # Each of them did hold something up.
    for kind, limit in most.items():
        assert max(count for (own, _when), count in by_day.items() if own == kind) == limit


# The night to 29 March 2026 has an hour less, that to 25 October one more.
@pytest.mark.parametrize("begins", [datetime(2026, 3, 27, 9, 5, tzinfo=UTC), datetime(2026, 10, 23, 9, 5, tzinfo=UTC)])
def test_waves_over_days(
    begins: datetime,
    channels: dict[Channel, ChannelFace],
    script: Script,
    by: Actor,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = given_a_case_with_every_limit(by, begins, settings, monkeypatch)
    forecast = slowing(case.pk, begins)

    ended = when_days_go_by(channels, by, begins)

    then_everyone_was_told_once(case, script)
    then_no_limit_was_passed()
    assert forecast is not None
    assert forecast.ends_at is not None
    assert abs(ended - forecast.ends_at) < timedelta(days=1)
