"""`make bench-mail`: how fast notices go out, against peers on the same machine in the same run.

Prints a table and, as its last line, one JSON object: `per_second` is what two worker processes send on PostgreSQL to
Postfix's smtp-sink, with sealing, receipts and audit events; `vs_post_office` and `vs_django_mailer` compare it with
those (enqueueing and sending, `vs_post_office` with what of several settings was its best), `vs_django_send` with
Django's send() in a loop over one connection, without any record; `vs_ceiling` with smtp-source; `rss_growth_mb` is
what a worker grew by from its 1,000th notice to its last; `audit_cost` the share of the time that the log takes.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.audit import ROUNDS, measure_cost, timed
from benchmarks.installation import Installation, fresh_database, fresh_installation
from benchmarks.postfix import running_smtp_sink, smtp_source

if TYPE_CHECKING:
    from notifier.dashboard.management.demo.world import CasePart

NOTICES, CASES, WORKERS = 20_000, 2, 2
# In each round with the log and in each without it.
AUDITED = 1500


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures how fast notices go out.")
    parser.add_argument("--notices", type=int, default=NOTICES)
    parser.add_argument("--workers", type=int, default=WORKERS)
    parser.add_argument("--only-ours", action="store_true", help="no peers, no ceiling")
    options = parser.parse_args()
    with fresh_installation(running_smtp_sink) as house:
        sending, audited = build_cases(options.notices)
        results = measure_ours(sending, options.notices, options.workers)
        if not options.only_ours:
            results |= measure_ceiling(house, options.notices, results)
            results |= measure_peers(house, options.notices, results)
            results["audit_cost"] = measure_cost(audited)
    for name, value in results.items():
        print(f"{name:>28}  {value:,}")
    print(json.dumps(results))
    return 0


def build_cases(notices: int) -> tuple[Sequence["CasePart"], Sequence["CasePart"]]:
    """Those whose sending is timed, where all patients have e-mail; and those for the rounds with and without log."""
    from django.utils import timezone

    from notifier.dashboard.management.demo import story
    from notifier.dashboard.management.demo.world import build_world

    physicians, patients = CASES + 2 * ROUNDS, 2 * ROUNDS * AUDITED
    world = build_world(physicians=physicians, patients=patients, seed=7, by=story.BY, at=timezone.now())
    sending = [
        replace(part, roster=roster(range(number, notices, CASES))) for number, part in enumerate(world.cases[:CASES])
    ]
    return sending, world.cases[CASES:]


def measure_ours(cases: Sequence["CasePart"], notices: int, workers: int) -> dict[str, float]:
    """Owed first, by an approval; then sent by worker processes that begin at one moment."""
    owing = owe(cases)
    with ExitStack() as stack:
        told = [stack.enter_context(Worker()) for _ in range(workers)]
        for worker in told:
            worker.wait()
        seconds, said = timed(lambda: release(told))
    sent = sum(one["sent"] for one in said)
    if sent != notices:
        raise SystemExit(f"{sent} of {notices} notices went out")
    growths = [one["rss_growth_mb"] for one in said if one["rss_growth_mb"] is not None]
    return {
        "per_second": round(sent / seconds),
        "per_second_owing_included": round(sent / (seconds + owing)),
        "message_bytes": message_size(),
        "rss_growth_mb": max(growths, default=0.0),
    }


class Worker:
    """A process that begins when it is told to, and says at its end how it went."""

    def __enter__(self) -> "Worker":
        command = [sys.executable, "-m", "benchmarks.mail_worker"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ours
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.kill()
        self._process.wait()

    def wait(self) -> None:
        if self._process.stdout is None or not self._process.stdout.readline():
            raise SystemExit("a worker did not begin")

    def go(self) -> None:
        if self._process.stdin is not None:
            self._process.stdin.write("go\n")
            self._process.stdin.flush()

    def end(self) -> dict[str, float]:
        said: dict[str, float] = json.loads(self._process.communicate()[0])
        return said


def release(workers: list[Worker]) -> list[dict[str, float]]:
    for worker in workers:
        worker.go()
    return [worker.end() for worker in workers]


def owe(cases: Sequence["CasePart"]) -> float:
    """Import and approve; the approvals, which owe the notices, are timed."""
    from django.utils import timezone

    from notifier.dashboard.management.demo import story

    seconds = 0.0
    for part in cases:
        story.take_in(part.case, part.roster, part.owner, timezone.now())
        spent, _ = timed(lambda: story.approve(part.case, part.owner, timezone.now()))  # noqa: B023 - called at once
        seconds += spent
    return seconds


def roster(rows: range) -> bytes:
    """Adults with e-mail, so that every one of them gets one."""
    header = "nom;prénom;date de naissance;rue;code postal;ville;courriel;civilité\n"
    people = (f"Lefèvre;Élodie {letters(n)};01/02/1980;;;;patient{n}@example.org;Mme\n" for n in rows)
    return (header + "".join(people)).encode()


def letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number)).capitalize()


def message_size() -> int:
    from notifier.notices.choices import Channel
    from notifier.notices.models import Master

    sizes = [len(bytes(master.data)) for master in Master.objects.filter(channel=Channel.EMAIL)]
    return round(sum(sizes) / len(sizes))


def measure_ceiling(house: Installation, notices: int, ours: dict[str, float]) -> dict[str, float]:
    """What smtp-source does as it comes, with as many sessions as there are workers, and with kept connections."""
    size = int(ours["message_bytes"])
    ways = {
        # As it comes: one session, a connection for each message.
        "smtp_source": {"sessions": 1},
        "smtp_source_2": {"sessions": WORKERS},
        "smtp_source_2_kept": {"sessions": WORKERS, "keep": True},
    }
    rates = {}
    for name, how in ways.items():
        seconds, _ = timed(lambda: smtp_source(house.port, messages=notices, size=size, **how))  # type: ignore[arg-type] # noqa: B023
        rates[name] = round(notices / seconds)
    return {**rates, "vs_ceiling": round(ours["per_second"] / rates["smtp_source"], 2)}


def measure_peers(house: Installation, notices: int, ours: dict[str, float]) -> dict[str, float]:
    content = Path(os.environ["NOTIFIER_HOME"]) / "sample.json"
    content.write_text(json.dumps(sample()))
    found: dict[str, float] = {}
    for name in ("django_send", "post_office", "django_mailer"):
        with fresh_database(house.server, f"notifier_bench_{name}") as url:
            command = [sys.executable, "-m", "benchmarks.mail_peers", name, url, str(house.port), str(notices)]
            begun = time.perf_counter()
            command.append(str(content))
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603 - ours
        result = json.loads(done.stdout.splitlines()[-1])
        print(f"{name:>28}  {result} in {time.perf_counter() - begun:.0f} s")
        found |= {name: result["per_second"], f"vs_{name}": round(ours["per_second"] / result["per_second"], 2)}
    return found


def sample() -> dict[str, str]:
    """A message as ours are, with the name and the reference left open."""
    from email import message_from_bytes
    from email.policy import default

    from notifier.notices.choices import Channel
    from notifier.notices.models import Master
    from notifier.post import master as tokens

    master = Master.objects.filter(channel=Channel.EMAIL).order_by("pk")[0]
    message = message_from_bytes(bytes(master.data), policy=default)
    fields = {
        tokens.NAME_TEXT: "{{ name }}", tokens.NAME_HTML: "{{ name }}", tokens.REFERENCE: "{{ reference }}",
        tokens.DATE: "24 novembre 2026",
    }  # fmt: skip
    found = {"subject": str(message["Subject"])}
    for kind in ("plain", "html"):
        text: str = message.get_body((kind,)).get_content()  # type: ignore[union-attr] # masters have both
        for token, value in fields.items():
            text = text.replace(token.decode(), value)
        found[kind] = text
    return found


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    sys.exit(main())
