"""A foreman for journeys: `python -m tests.journeys.foreman WORKERS SEED` begins workers and kills them at random
moments, until every e-mail has its end. Prints how many it killed.

Whoever is killed leaves claims behind that are held until their lease ends; with each round the clock, which the
outbox is given, goes on by that much.
"""

import json
import os
import signal
import sys
import time
from datetime import datetime, timedelta
from random import Random

import django

ROUNDS = 400


def main() -> None:
    workers, chance = int(sys.argv[1]), Random(int(sys.argv[2]))
    django.setup()
    # Loaded once, before the workers are forked: a worker then begins in some milliseconds.
    from django.db import connections
    from django.utils import timezone

    from notifier.audit.actors import Actor
    from notifier.delivery.actions import sweep
    from notifier.delivery.channels import open_channels
    from notifier.delivery.dispatch import work_batch
    from notifier.delivery.dispatch.repeats import settle_at_provider
    from notifier.delivery.rules import LEASE
    from notifier.notices.choices import Channel, State
    from notifier.notices.models import Notice

    by = Actor("worker", "journey")
    ahead = timedelta()

    def clock() -> datetime:
        return timezone.now() + ahead

    def work() -> None:
        with open_channels() as channels:
            mail = {Channel.EMAIL: channels[Channel.EMAIL]}
            while not work_batch(mail, clock=clock, by=by).is_idle:
                pass

    def begin() -> int:
        pid = os.fork()
        if not pid:
            try:
                work()
                os._exit(0)
            finally:
                os._exit(1)
        return pid

    kills = rounds = 0
    moving = [State.QUEUED, State.CLAIMED, State.SENDING]
    while Notice.objects.filter(channel=Channel.EMAIL, state__in=moving).exists():
        connections.close_all()
        pids = [begin() for _ in range(workers)]
        rounds += 1
        if rounds < ROUNDS:
            time.sleep(chance.uniform(0.01, 0.25))
            for pid in pids:
                os.kill(pid, signal.SIGKILL)
        endings = [os.waitpid(pid, 0)[1] for pid in pids]
        kills += sum(os.WIFSIGNALED(ending) for ending in endings)
        failed = [ending for ending in endings if not os.WIFSIGNALED(ending) and os.WEXITSTATUS(ending)]
        if failed:
            sys.exit("a worker failed by itself")
        ahead += LEASE + timedelta(seconds=1)
        sweep(by=by, at=clock())
        settle_at_provider(None, clock=clock, by=by)
    for _later in range(2):
        # What the last ones left in doubt is settled as well, where a provider carries the e-mail.
        ahead += LEASE + timedelta(seconds=1)
        sweep(by=by, at=clock())
        settle_at_provider(None, clock=clock, by=by)
    print(json.dumps({"kills": kills, "rounds": rounds}))


if __name__ == "__main__":
    main()
