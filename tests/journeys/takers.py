"""Those who take what comes back, for journeys: `python -m tests.journeys.takers SEED EVENTS` begins a reader of the
mailbox and two takers of a provider's webhook, and kills them at random moments, until all is taken. Prints how many it
killed.

A provider tells an event again until it hears 200: what was told and heard is written down outside the one who may be
killed.
"""

import base64
import json
import os
import signal
import sys
import time
from pathlib import Path
from random import Random

import django

ROUNDS = 300


def main() -> None:
    chance, events = Random(int(sys.argv[1])), json.loads(Path(sys.argv[2]).read_text())
    heard = Path(sys.argv[2]).with_suffix(".heard")
    heard.touch()
    django.setup()
    # Loaded once, before anyone is forked: who begins then begins in some milliseconds.
    from django.conf import settings
    from django.db import connections
    from django.test import Client
    from django.urls import get_resolver
    from django.utils import timezone

    from notifier.audit.actors import Actor
    from notifier.delivery.channels.inbox import Inbox, Mailbox
    from notifier.delivery.dispatch.returns import read_returns

    by = Actor("worker", "journey")
    get_resolver().url_patterns  # noqa: B018 - the addresses are read now, and not by each child
    secret = base64.b64encode(settings.ANYMAIL["WEBHOOK_SECRET"].encode()).decode()
    mailbox = Mailbox.from_settings()
    assert mailbox is not None

    def left() -> list[int]:
        known = {int(line) for line in heard.read_text().split()}
        return [place for place in range(len(events)) if place not in known]

    def read() -> bool:
        with Inbox(mailbox) as inbox:
            return not read_returns(inbox, clock=timezone.now, by=by).stopped

    def take(part: int) -> bool:
        client = Client(raise_request_exception=False)
        with heard.open("ab", buffering=0) as told:
            for place in left()[part::2]:
                answer = client.post(
                    f"/retours/{settings.MAIL_PROVIDER}/", json.dumps(events[place]), content_type="application/json",
                    headers={"authorization": f"Basic {secret}", "host": "127.0.0.1"}, secure=True,
                )  # fmt: skip
                if answer.status_code == 200:
                    told.write(f"{place}\n".encode())
        return not left()[part::2]

    def begin(job: object, *args: int) -> int:
        pid = os.fork()
        if not pid:
            try:
                os._exit(0 if job(*args) else 1)  # type: ignore[operator]
            finally:
                os._exit(2)
        return pid

    kills = rounds = 0
    is_done = False
    while not is_done:
        connections.close_all()
        pids = [begin(read), begin(take, 0), begin(take, 1)]
        rounds += 1
        if rounds < ROUNDS:
            time.sleep(chance.uniform(0.02, 0.7))
            for pid in pids:
                os.kill(pid, signal.SIGKILL)
        endings = [os.waitpid(pid, 0)[1] for pid in pids]
        kills += sum(os.WIFSIGNALED(ending) for ending in endings)
        if any(not os.WIFSIGNALED(ending) and os.WEXITSTATUS(ending) == 2 for ending in endings):
            sys.exit("one who takes failed by itself")
        # The reader came to the end of the mailbox, and nothing is left to tell.
        is_done = endings[0] == 0 and not left()
        if rounds > 2 * ROUNDS:
            sys.exit("it does not end")
    print(json.dumps({"kills": kills, "rounds": rounds}))


if __name__ == "__main__":
    main()
