"""Limits of the installation: on all it sends, and on what goes to one big provider; several workers at once."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from notifier.audit.actors import Actor
from notifier.delivery.actions import claim_batch, halt, release_batch, set_pace, sweep
from notifier.delivery.actions.counting import forget_counts
from notifier.delivery.choices import HaltKind, HaltReason
from notifier.delivery.models import Window
from notifier.delivery.queries import due_channels
from notifier.delivery.rules import LEASE
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from tests.delivery.pacing import FIRST, GMAIL, ORANGE, OTHER, SECOND, know_providers, paced_case
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db
BOTH = [Channel.EMAIL, Channel.LETTER]


@pytest.fixture(autouse=True)
def _providers(monkeypatch: pytest.MonkeyPatch) -> None:
    know_providers(monkeypatch)


def claimed(at: datetime, by: Actor, *, size: int = 100) -> Counter[str]:
    """By provider, all that can be claimed then."""
    found: Counter[str] = Counter()
    while batch := claim_batch(channels=BOTH, size=size, case=None, by=by, at=at):
        found.update(Notice.objects.filter(pk__in=batch.notices).values_list("mail_bucket", flat=True))
    return found


def sent(at: datetime) -> None:
    """What was claimed has left."""
    Notice.objects.filter(state=State.CLAIMED).update(state=State.SENT, token=None, lease_until=None, changed_at=at)


def test_the_relay_is_given_so_many_in_each_span(now: datetime, by: Actor, settings: Settings) -> None:
    settings.MAIL_LIMIT = {"minute": 3, "hour": 5, "day": 6}
    approved_case(emails=9, letters=1, at=now, by=by)
    assert claimed(now, by).total() == 3 + 1
    sent(now)
    assert claimed(now + timedelta(seconds=30), by).total() == 0
    assert due_channels(now + timedelta(seconds=30)) == []
    assert claimed(now + timedelta(minutes=1), by).total() == 2
    sent(now)
    assert claimed(now + timedelta(minutes=2), by).total() == 0
    assert claimed(now + timedelta(hours=1), by).total() == 1
    sent(now)
    assert claimed(now + timedelta(hours=2), by).total() == 0
    assert claimed(now + timedelta(days=1), by).total() == 3


def test_a_full_relay_does_not_hold_up_letters(now: datetime, by: Actor, settings: Settings) -> None:
    settings.MAIL_LIMIT = {"day": 1}
    approved_case(emails=3, letters=2, at=now, by=by)
    assert claimed(now, by).total() == 1 + 2


def test_a_domain_warms_up_day_by_day(now: datetime, by: Actor, settings: Settings) -> None:
    settings.MAIL_WARM_UP = (2, 8)
    approved_case(emails=40, at=now, by=by)
    counts = []
    for day in range(5):
        counts.append(claimed(now + timedelta(days=day), by).total())
        sent(now)
    assert counts == [2, 4, 8, 26, 0]


def test_a_day_without_mail_warms_nothing(now: datetime, by: Actor, settings: Settings) -> None:
    settings.MAIL_WARM_UP = (2, 8)
    approved_case(emails=40, at=now, by=by)
    assert claimed(now, by).total() == 2
    sent(now)
    assert claimed(now + timedelta(days=9), by).total() == 4
    sent(now)
    # After a month of silence nobody remembers.
    assert claimed(now + timedelta(days=60), by).total() == 2


def test_a_full_provider_blocks_neither_the_others_of_its_case_nor_other_cases(
    now: datetime, by: Actor, settings: Settings
) -> None:
    settings.MAIL_BUCKET_LIMITS = {"gmail": {"day": 4}}
    paced_case({(FIRST, GMAIL): 30, (FIRST, OTHER): 5, (SECOND, ORANGE): 5}, at=now - timedelta(hours=1), by=by)
    paced_case({(FIRST, GMAIL): 3, (FIRST, OTHER): 3}, at=now, by=by, number=2)
    assert claimed(now, by, size=6) == {"gmail": 4, "other": 8, "orange": 5}
    sent(now)
    assert claimed(now + timedelta(hours=1), by) == {}
    assert due_channels(now + timedelta(hours=1, minutes=1)) == []
    assert claimed(now + timedelta(days=1), by) == {"gmail": 4}


def test_patients_from_before_the_list_of_providers_go_with_the_others(
    now: datetime, by: Actor, settings: Settings
) -> None:
    settings.MAIL_BUCKET_LIMITS = {"other": {"day": 2}}
    approved_case(emails=5, at=now, by=by)
    Notice.objects.update(mail_bucket="")
    assert claimed(now, by) == {"": 2}


def test_the_oldest_go_first_while_nobody_is_full(now: datetime, by: Actor, settings: Settings) -> None:
    settings.MAIL_BUCKET_LIMITS = {"gmail": {"day": 100}}
    paced_case({(FIRST, GMAIL): 3, (FIRST, OTHER): 3}, at=now, by=by)
    last = Notice.objects.order_by("pk").last()
    assert last is not None
    Notice.objects.filter(pk=last.pk).update(due_at=now - timedelta(hours=1))
    batch = claim_batch(channels=BOTH, size=2, case=None, by=by, at=now)
    assert batch is not None
    assert batch.notices[0] == last.pk


def test_shares_come_back_by_release_sweep_and_halt(now: datetime, by: Actor, settings: Settings) -> None:
    settings.MAIL_LIMIT = {"day": 4}
    settings.MAIL_BUCKET_LIMITS = {"gmail": {"day": 2}, "other": {"hour": 2}}
    case = paced_case({(FIRST, GMAIL): 5, (FIRST, OTHER): 5}, at=now, by=by)

    def used() -> dict[str, int]:
        return {f"{row.scope}.{row.key}": row.used for row in Window.objects.filter(used__gt=0)}

    for way in ("release", "sweep", "halt"):
        batches = []
        while batch := claim_batch(channels=BOTH, size=10, case=None, by=by, at=now):
            batches.append(batch)
        assert used() == {"relay.avis.example.org": 4, "bucket.gmail": 2, "bucket.other": 2}
        if way == "release":
            for one in batches:
                release_batch(batch=one, by=by, at=now)
        elif way == "sweep":
            sweep(by=by, at=now + LEASE + timedelta(seconds=1))
        else:
            halt(case=case, kind=HaltKind.PAUSE, reason=HaltReason.OTHER, by=by, at=now)
        assert used() == {}


def test_what_was_begun_is_not_given_back(now: datetime, by: Actor, settings: Settings) -> None:
    """An expired one that was started may have left: it counts."""
    settings.MAIL_LIMIT = {"day": 2}
    approved_case(emails=5, at=now, by=by)
    batch = claim_batch(channels=BOTH, size=10, case=None, by=by, at=now)
    assert batch is not None
    Notice.objects.filter(pk=batch.notices[0]).update(state=State.SENDING)
    sweep(by=by, at=now + LEASE + timedelta(seconds=1))
    assert Window.objects.get().used == 1


def test_a_limit_younger_than_the_claim_never_goes_below_nought(now: datetime, by: Actor, settings: Settings) -> None:
    approved_case(number=1, emails=3, at=now, by=by)
    batch = claim_batch(channels=BOTH, size=10, case=None, by=by, at=now)
    assert batch is not None
    settings.MAIL_LIMIT = {"day": 100}
    approved_case(number=2, emails=1, at=now, by=by)
    assert claim_batch(channels=BOTH, size=10, case=None, by=by, at=now) is not None
    release_batch(batch=batch, by=by, at=now)
    assert Window.objects.get().used == 0


def test_old_counts_are_forgotten_and_those_that_matter_kept(now: datetime, by: Actor) -> None:
    for days in (0, 29, 61, 400):
        Window.objects.create(scope="relay", key="x", span="day", begins_at=now - timedelta(days=days), used=1)
    assert forget_counts(by=by, at=now) == 2


def test_without_any_limit_a_claim_counts_nothing_and_asks_nothing_more(now: datetime, by: Actor) -> None:
    approved_case(emails=3, at=now, by=by)
    assert claim_batch(channels=BOTH, size=1, case=None, by=by, at=now) is not None
    with CaptureQueriesContext(connection) as queries:
        assert claim_batch(channels=BOTH, size=1, case=None, by=by, at=now) is not None
    assert not [query for query in queries if "delivery_window" in query["sql"]]
    with CaptureQueriesContext(connection) as queries:
        due_channels(now)
    # The halts, whether anything waits for a limit, and each channel.
    assert len(queries) == 4


def test_a_claim_within_limits_costs_the_same_for_few_and_for_many(
    now: datetime, by: Actor, settings: Settings
) -> None:
    settings.MAIL_LIMIT = {"minute": 500, "day": 1000}
    settings.MAIL_BUCKET_LIMITS = {"gmail": {"day": 500}}
    costs = []
    for number, count in ((1, 4), (2, 60)):
        case = paced_case({(FIRST, GMAIL): count, (SECOND, OTHER): count}, at=now, by=by, number=number)
        set_pace(case=case, per_day=50, by=by, at=now)
        # The first ones of a day make their counts.
        claim_batch(channels=BOTH, size=count + 1, case=case.pk, by=by, at=now)
        with CaptureQueriesContext(connection) as queries:
            assert claim_batch(channels=BOTH, size=100, case=case.pk, by=by, at=now) is not None
        costs.append(len(queries))
    assert costs[0] == costs[1]


@pytest.fixture
def _closed_connections() -> Iterator[None]:
    yield
    connections.close_all()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_closed_connections")
def test_eight_workers_at_once_keep_every_limit_and_leave_nothing_over(
    now: datetime, by: Actor, settings: Settings
) -> None:
    """They claim and give back, over two cases, two physicians and three providers, all counts at once."""
    assert connection.vendor == "postgresql"
    settings.MAIL_LIMIT = {"minute": 70, "hour": 70, "day": 70}
    settings.MAIL_BUCKET_LIMITS = {"gmail": {"hour": 20, "day": 20}, "other": {"day": 40}}
    people = {(one, domain): 20 for one in (FIRST, SECOND) for domain in (GMAIL, ORANGE, OTHER)}
    for number in (1, 2):
        case = paced_case(people, at=now, by=by, number=number)
        set_pace(case=case, per_day=25, by=by, at=now)
    start, faults = Barrier(8), []

    def worker(number: int) -> None:
        try:
            start.wait()
            for turn in range(12):
                batch = claim_batch(channels=BOTH, size=4, case=None, by=by, at=now)
                if batch and (turn + number) % 3 == 0:
                    release_batch(batch=batch, by=by, at=now)
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [Thread(target=worker, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    claimed(now, by)
    held = Notice.objects.filter(state=State.CLAIMED)
    by_bucket = Counter(held.values_list("mail_bucket", flat=True))
    by_physician = Counter(held.values_list("case", "patient__physician"))
    assert held.count() == 70
    assert by_bucket["gmail"] <= 20
    assert by_bucket["other"] <= 40
    assert max(by_physician.values()) <= 25
    # What is counted is what is held: nothing was lost and nothing counted twice.
    assert dict(Window.objects.filter(scope="relay").values_list("span", "used")) == dict.fromkeys(
        ("minute", "hour", "day"), 70
    )
    counted = Window.objects.filter(scope="bucket", span="day").values_list("key", "used")
    assert dict(counted) == {key: by_bucket[key] for key in ("gmail", "other")}
    assert sum(Window.objects.filter(scope__startswith="case:").values_list("used", flat=True)) == 70
