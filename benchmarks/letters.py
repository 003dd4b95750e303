"""`make bench-letters`: how fast letters are made and printed, against peers on the same machine in the same run.

Ours: letters of two pages, each with its own address, reference and code, from the queue in PostgreSQL to the print run
and its manifests on the disk, with hashes, seals, receipts and audit events; two worker processes. Peers: the same
words composed letter by letter, without database, code, bundle or record. Prints a table and, as its last line, one
JSON object: `vs_weasyprint`, `vs_typst` (compiling each letter) and `vs_typst_kept` (its compiler kept) in one process,
as their documentation shows, and with `_2` at the end in two; `per_second`, `bytes_per_letter` in the bundle,
`rss_growth_mb` from a worker's 1,000th letter to its end.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.installation import fresh_installation

if TYPE_CHECKING:
    from notifier.dashboard.management.demo.world import CasePart

LETTERS, CASES, WORKERS = 10_000, 2, 2
# Enough for some seconds each: they take their time.
PEERS = {"weasyprint": 60, "typst": 100, "typst_kept": 400}


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures how fast letters are made and printed.")
    parser.add_argument("--letters", type=int, default=LETTERS)
    parser.add_argument("--only-ours", action="store_true", help="no peers")
    options = parser.parse_args()
    with fresh_installation():
        home = Path(os.environ["NOTIFIER_HOME"])
        cases = build_cases(options.letters)
        results = measure_ours(cases, options.letters, home)
        if not options.only_ours:
            results = measure_peers(home, results) | results
    for name, value in results.items():
        print(f"{name:>28}  {value:,}")
    print(json.dumps(results))
    return 0


def build_cases(letters: int) -> Sequence["CasePart"]:
    """Imported and approved: everybody has an address and no e-mail."""
    from django.utils import timezone

    from notifier.dashboard.management.demo import story
    from notifier.dashboard.management.demo.world import build_world

    world = build_world(physicians=CASES, patients=CASES, seed=7, by=story.BY, at=timezone.now())
    for number, part in enumerate(world.cases):
        story.take_in(part.case, roster(range(number, letters, CASES)), part.owner, timezone.now())
        story.approve(part.case, part.owner, timezone.now())
    lengthen()
    return world.cases


def lengthen() -> None:
    """Our own letters have about one page; what is measured has two, with us as with the peers."""
    from notifier.notices.choices import Channel
    from notifier.notices.models import Master

    more = "<p>Votre médecin vous informe que des données vous concernant ont été consultées.</p>\n" * 25
    for master in Master.objects.filter(channel=Channel.LETTER):
        data = bytes(master.data).replace(b"</body>", more.encode() + b"</body>")
        Master.objects.filter(pk=master.pk).update(data=data, sha256=sha256(data).hexdigest())


def roster(rows: range) -> bytes:
    header = "nom;prénom;date de naissance;rue;code postal;ville;courriel;civilité\n"
    towns = ("69003;Lyon", "75011;Paris", "13001;Marseille", "59000;Lille", "67000;Strasbourg")
    people = (
        f"Lefèvre;Élodie {word(n)};01/02/1980;{n + 1} avenue de la République;{towns[n % 5]};;Mme\n" for n in rows
    )
    return (header + "".join(people)).encode()


def word(number: int) -> str:
    """Letters for a number: names hold no digits."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number)).capitalize()


def measure_ours(cases: Sequence["CasePart"], letters: int, home: Path) -> dict[str, float]:
    out = home / "runs"
    out.mkdir()
    commands = [
        [*_module("letters_worker"), str(out), *(str(part.case.pk) for part in cases[number::WORKERS])]
        for number in range(WORKERS)
    ]
    seconds, said = race(commands)
    told = [json.loads(one) for one in said]
    made = sum(one["made"] for one in told)
    if made != letters:
        raise SystemExit(f"{made} of {letters} letters were made")
    check(out, letters)
    return {
        "per_second": round(made / seconds),
        "bytes_per_letter": round(sum(one["bytes"] for one in told) / made),
        "rss_growth_mb": max(one["rss_growth_mb"] for one in told),
        "cpu_ms_per_letter": round(sum(one["cpu"] for one in told) / made * 1000, 3),
    }


def check(out: Path, letters: int) -> None:
    """That it was the whole work: every letter in a bundle, in two pages, in a manifest and in the log."""
    import pikepdf

    from notifier.audit.models import Event

    pages = 0
    for path in out.glob("*.pdf"):
        with pikepdf.open(path) as pdf:
            pages += len(pdf.pages)
    listed = sum(len(json.loads(path.read_text())) for path in out.glob("*.json"))
    logged = Event.objects.filter(kind="letter.in_run").count()
    of_each = {one["pages"] for path in out.glob("*.json") for one in json.loads(path.read_text())}
    if (pages, listed, logged, of_each) != (2 * letters, letters, letters, {2}):
        raise SystemExit(f"{pages} pages, {listed} in the manifests, {logged} in the log")


def measure_peers(home: Path, ours: dict[str, float]) -> dict[str, float]:
    content = home / "letter.json"
    content.write_text(json.dumps({"master": sample()}))
    found: dict[str, float] = {}
    for name, count in PEERS.items():
        command = [*_module("letters_peers"), name, str(content), str(count)]
        for processes, suffix in ((1, ""), (WORKERS, f"_{WORKERS}")):
            seconds, _ = race([command] * processes)
            rate = processes * count / seconds
            print(f"{name + suffix:>28}  {rate:,.1f} per second")
            found[f"vs_{name}{suffix}"] = round(ours["per_second"] / rate, 1)
    return found


def sample() -> str:
    """A master of ours, with its fields left open."""
    from notifier.notices.choices import Channel
    from notifier.notices.models import Master

    return bytes(Master.objects.filter(channel=Channel.LETTER).order_by("pk")[0].data).decode()


@dataclass(frozen=True, slots=True)
class Runner:
    """A process that begins when it is told to."""

    process: "subprocess.Popen[str]"

    def ready(self) -> str:
        line = self.process.stdout.readline() if self.process.stdout else ""
        if not line.startswith("ready") or line.split()[1:] not in ([], ["2"]):
            raise SystemExit(f"a process did not begin, or its letter has not two pages: {line!r}")
        return line

    def go(self) -> None:
        if self.process.stdin is not None:
            self.process.stdin.write("go\n")
            self.process.stdin.flush()

    def end(self) -> str:
        return self.process.communicate()[0].strip().splitlines()[-1]


def race(commands: list[list[str]]) -> tuple[float, list[str]]:
    """All begin at one moment; the time to the end of the last, and the last word of each."""
    with ExitStack() as stack:
        runners = []
        for command in commands:
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ours
            stack.callback(process.wait)
            stack.callback(process.kill)
            runners.append(Runner(process))
        for runner in runners:
            runner.ready()
        begun = time.perf_counter()
        for runner in runners:
            runner.go()
        said = [runner.end() for runner in runners]
        return time.perf_counter() - begun, said


def _module(name: str) -> list[str]:
    return [sys.executable, "-m", f"benchmarks.{name}"]


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    sys.exit(main())
