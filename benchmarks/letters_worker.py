"""One worker of `make bench-letters`: waits for a line, makes the letters of its cases and prints them, says how."""

import json
import os
import sys
from pathlib import Path

import django

_WARM = 1000


def main(out: Path, cases: list[str]) -> None:
    django.setup()
    from django.utils import timezone

    from notifier.audit.actors import Actor
    from notifier.breaches.models import Case
    from notifier.delivery.channels.letter import LetterChannel
    from notifier.delivery.dispatch import work_batch
    from notifier.mailroom.actions import print_to
    from notifier.mailroom.models import PrintRun
    from notifier.mailroom.queries import sheets
    from notifier.mailroom.rules import manifest_csv, manifest_json
    from notifier.notices.choices import Channel
    from notifier.press.faces import faces

    by = Actor("worker", "bench")
    # Before the clock runs, as a worker that was there yesterday too.
    faces()
    made, warm, size = 0, 0.0, 0
    print("ready", flush=True)
    sys.stdin.readline()
    before = sum(os.times()[:2])
    channels = {Channel.LETTER: LetterChannel()}
    for pk in cases:
        case = Case.objects.get(pk=pk)
        while not (report := work_batch(channels, clock=timezone.now, by=by, case=case.pk)).is_idle:
            made += report.claimed - report.released
            if not warm and made >= _WARM:
                warm = rss_mb()

        def keep(run: PrintRun) -> None:
            for kind, manifest in (("csv", manifest_csv), ("json", manifest_json)):
                with (out / f"{run.pk}.{kind}").open("w") as file:
                    file.writelines(manifest(sheets(run)))

        path = out / f"{pk}.pdf"
        with path.open("wb") as pdf:
            print_to(case=case, duplex=True, recipient=None, into=pdf, keep=keep, by=by, at=timezone.now())
        size += path.stat().st_size
    growth, cpu = round(rss_mb() - warm, 1), sum(os.times()[:2]) - before
    print(json.dumps({"made": made, "bytes": size, "rss_growth_mb": growth, "cpu": cpu}), flush=True)


def rss_mb() -> float:
    """What the process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
