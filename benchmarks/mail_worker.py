"""One worker of `make bench-mail`: waits for a line, works the e-mails until nothing is due, says how it went."""

import json
import os
import sys
from pathlib import Path

import django

_WARM = 1000


def main() -> None:
    django.setup()
    from django.utils import timezone

    from notifier.audit.actors import Actor
    from notifier.delivery.channels import open_channels
    from notifier.delivery.dispatch import work_batch
    from notifier.notices.choices import Channel

    by = Actor("worker", "bench")
    sent, warm = 0, 0.0
    print("ready", flush=True)
    sys.stdin.readline()
    with open_channels() as channels:
        mail = {Channel.EMAIL: channels[Channel.EMAIL]}
        while not (report := work_batch(mail, clock=timezone.now, by=by)).is_idle:
            sent += report.claimed - report.released
            if not warm and sent >= _WARM:
                warm = rss_mb()
    print(json.dumps({"sent": sent, "rss_growth_mb": round(rss_mb() - warm, 1) if warm else None}), flush=True)


def rss_mb() -> float:
    """What the process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    main()
