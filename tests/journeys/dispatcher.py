"""A foreman of the mailroom for journeys: `python -m tests.journeys.dispatcher WORKERS SEED` begins workers that hand
letters to the provider and kills them at random moments, until no letter waits or is in doubt. Prints how many it
killed and how many letters more were in doubt after a round than before it, at most.

What a killed worker held is free once its lease ends; with each round the clock the workers are given goes on by that.
"""

import json
import os
import signal
import sys
import time
from datetime import datetime, timedelta
from random import Random

import django

ROUNDS = 120


def main() -> None:
    workers, chance = int(sys.argv[1]), Random(int(sys.argv[2]))
    django.setup()
    from django.db import connections
    from django.utils import timezone

    from notifier.audit.actors import Actor
    from notifier.mailroom.channels import open_provider
    from notifier.mailroom.choices import Stage
    from notifier.mailroom.dispatch import hand_over_due
    from notifier.mailroom.models import Consignment
    from notifier.mailroom.rules.consigning import ASKING, LEASE

    by = Actor("worker", "journey")
    ahead = timedelta()

    def clock() -> datetime:
        return timezone.now() + ahead

    def work() -> None:
        provider = open_provider()
        assert provider is not None
        hand_over_due(provider, run=None, most=10_000, clock=clock, by=by)

    def begin() -> int:
        pid = os.fork()
        if not pid:
            try:
                work()
                os._exit(0)
            finally:
                os._exit(1)
        return pid

    kills = rounds = most = before = 0
    while Consignment.objects.filter(stage__in=[Stage.WAITING, *ASKING]).exists():
        connections.close_all()
        pids = [begin() for _ in range(workers)]
        rounds += 1
        if rounds < ROUNDS:
            time.sleep(chance.uniform(0.02, 0.4))
            for pid in pids:
                os.kill(pid, signal.SIGKILL)
        endings = [os.waitpid(pid, 0)[1] for pid in pids]
        kills += sum(os.WIFSIGNALED(ending) for ending in endings)
        if any(not os.WIFSIGNALED(ending) and os.WEXITSTATUS(ending) for ending in endings):
            sys.exit("a worker failed by itself")
        in_doubt = Consignment.objects.filter(stage__in=ASKING).count()
        most, before = max(most, in_doubt - before), in_doubt
        # What was put off is due as well.
        ahead += LEASE + timedelta(minutes=30)
    print(json.dumps({"kills": kills, "rounds": rounds, "most_new_doubts": most}))


if __name__ == "__main__":
    main()
