"""`make bench-audit`: what the audit log and the seals cost.

Prints a table and, as its last line, one JSON object: `audit_cost` is the share of a sending run's time that the log
takes, places in the tree and a checkpoint included; `proof_ms` the time to prove a random event of the whole log;
`verify_events_per_minute` how fast the whole log is re-derived; `seal_us` and `open_us` the time to seal and open one
patient; `rss_growth_mb` what the process grew by while the log was placed and verified.
"""

import argparse
import json
import os
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from unittest.mock import patch
from uuid import uuid4

from benchmarks.installation import fresh_installation

if TYPE_CHECKING:
    from notifier.dashboard.management.demo.world import CasePart

T = TypeVar("T")
EVENTS = 1_000_000
NOTICES = 1500
ROUNDS = 3


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures the audit log and the seals.")
    parser.add_argument("--events", type=int, default=EVENTS)
    parser.add_argument("--notices", type=int, default=NOTICES, help="sent in each of the rounds with and without log")
    options = parser.parse_args()
    with fresh_installation():
        results = {
            **measure_seals(),
            "audit_cost": measure_cost(build_cases(options.notices)),
            **measure_log(options.events),
        }
    for name, value in results.items():
        print(f"{name:>28}  {value:,}")
    print(json.dumps(results))
    return 0


def measure_seals(count: int = 20_000) -> dict[str, float]:
    """Microseconds to seal and to open one patient of usual size, its encoding included."""
    from notifier.rosters.rules.person import Person
    from notifier.vault.sealing import Sealer

    sealer = Sealer(uuid4(), os.urandom(32))
    person = Person(
        family_name="de La Tour d’Œuvrard", given_name="Marie-Thérèse", street=("Bâtiment B", "12 rue des Lilas"),
        postcode="69003", town="Lyon", email="marie@example.org", telephone="06 00 00 00 00", insurer="CPAM",
    )  # fmt: skip
    rows = [uuid4() for _ in range(count)]
    sealing, sealed = timed(lambda: [sealer.seal("patients", row, person.to_bytes()) for row in rows])
    opening, _ = timed(
        lambda: [Person.from_bytes(sealer.open("patients", row, blob)) for row, blob in zip(rows, sealed, strict=True)]
    )
    return {"seal_us": round(sealing / count * 1e6, 2), "open_us": round(opening / count * 1e6, 2)}


def build_cases(notices: int) -> tuple["CasePart", ...]:
    """A case for each round with and without the log, of that many patients on average."""
    from django.utils import timezone

    from notifier.dashboard.management.demo import story
    from notifier.dashboard.management.demo.world import build_world

    world = build_world(physicians=2 * ROUNDS, patients=2 * ROUNDS * notices, seed=7, by=story.BY, at=timezone.now())
    return world.cases


def measure_cost(cases: Sequence["CasePart"]) -> float:
    """1 - without / with, the median over some rounds that take turns."""
    from django.utils import timezone

    from notifier.audit.checkpoints import make_checkpoint
    from notifier.dashboard.management.demo import story
    from notifier.delivery.channels import open_channels
    from notifier.delivery.dispatch import work_batch
    from notifier.notices.choices import Channel

    for part in cases:
        story.take_in(part.case, part.roster, part.owner, timezone.now())
        story.approve(part.case, part.owner, timezone.now())
    make_checkpoint(at=timezone.now())

    def send(case: object) -> int:
        with open_channels() as channels:
            mail = {Channel.EMAIL: channels[Channel.EMAIL]}
            sent = 0
            while not (report := work_batch(mail, clock=timezone.now, by=story.BY, case=case.pk)).is_idle:  # type: ignore[attr-defined]
                sent += report.claimed
        return sent

    def send_with_log(case: object) -> int:
        sent = send(case)
        make_checkpoint(at=timezone.now())
        return sent

    per_message: dict[bool, list[float]] = {True: [], False: []}
    for number, part in enumerate(cases):
        with_log = number % 2 == 0
        with ExitStack() as stack:
            if not with_log:
                for name in ("claiming.record", "sending.record_all", "handfuls.record_all"):
                    stack.enter_context(patch(f"notifier.delivery.actions.{name}", lambda *a, **k: []))
            seconds, sent = timed(partial(send_with_log if with_log else send, part.case))
        per_message[with_log].append(seconds / sent)
    with_log_s, without_s = (statistics.median(per_message[key]) for key in (True, False))
    print(f"{'messages per second':>28}  {1 / with_log_s:,.0f} with the log, {1 / without_s:,.0f} without")
    return round(1 - without_s / with_log_s, 3)


def measure_log(events: int) -> dict[str, float]:
    """A log of that many events: written, placed, signed, proved from, verified."""
    from django.utils import timezone

    from notifier.audit.checkpoints import make_checkpoint
    from notifier.audit.models import Event, Leaf
    from notifier.audit.proofs import prove
    from notifier.audit.verification import verify_log

    writing, _ = timed(lambda: write_events(events - Leaf.objects.count()))
    before = rss_mb()
    placing, checkpoint = timed(lambda: make_checkpoint(at=timezone.now()))
    chance = random.Random(1)  # noqa: S311 - which events to ask for
    first = Event.objects.earliest("pk").pk
    proofs = [timed(lambda: prove([first + chance.randrange(checkpoint.size)], checkpoint.size))[0] for _ in range(50)]
    verifying, verdict = timed(verify_log)
    if not verdict.holds:
        raise SystemExit(f"the log does not verify: {verdict.findings[:3]}")
    return {
        "written_per_second": round(events / writing),
        "placed_per_second": round(events / placing),
        "proof_ms": round(statistics.median(proofs) * 1000, 2),
        "proof_ms_worst": round(max(proofs) * 1000, 2),
        "verify_events_per_minute": round(verdict.size / verifying * 60),
        "rss_growth_mb": round(rss_mb() - before, 1),
    }


def write_events(count: int) -> None:
    from django.db import transaction
    from django.utils import timezone

    from notifier.audit.actions import Fact, record_all
    from notifier.audit.actors import Actor

    case = uuid4()
    data = {"notice": str(uuid4()), "number": 1, "channel": "email", "commitment": "0" * 64}
    for start in range(0, count, 5000):
        facts = [Fact("attempt.started", f"attempt:{uuid4()}", case, data) for _ in range(min(5000, count - start))]
        with transaction.atomic():
            record_all(facts, by=Actor("worker", "bench"), at=timezone.now())


def timed(work: Callable[[], T]) -> tuple[float, T]:
    begun = time.perf_counter()
    result = work()
    return time.perf_counter() - begun, result


def rss_mb() -> float:
    """The largest the process has been so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    sys.exit(main())
