"""`manage.py send`: works the outbox in this process."""

import json
import time
from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.actions import sweep
from notifier.delivery.channels import open_channels
from notifier.delivery.dispatch import work_batch
from notifier.delivery.queries import counts_by_state, next_due
from notifier.delivery.queries.outbox import waits_for_a_limit

_BY = Actor("command", "send")
# How long to wait before looking again for messages that are to be tried later, or for a relay that is down.
_PAUSE = 2.0
_LIMIT = "limit"


class Command(BaseCommand):
    help = "Works the outbox: sends due e-mails and makes due letters, of one case or of all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--case", type=UUID, help="only this case")
        parser.add_argument("--until-done", action="store_true", help="wait for messages that are to be tried again")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        case: UUID | None = options["case"]
        if case and not Case.objects.filter(pk=case).exists():
            raise CommandError(_("Aucun dossier ne porte cet identifiant."))
        stopped = self._work(case, until_done=options["until_done"])
        counts = {state.value: count for state, count in sorted(counts_by_state(case).items())}
        if options["json"]:
            self.stdout.write(json.dumps({"states": counts, "stopped": stopped}))
            return
        for state, count in counts.items():
            self.stdout.write(f"{state}: {count}")
        if stopped:
            self.stderr.write(_("Arrêté avant la fin : %(code)s.") % {"code": stopped})

    def _work(self, case: UUID | None, *, until_done: bool) -> str:
        """Work until nothing is due, or nothing is left at all. Returns why it stopped, if it did."""
        with open_channels() as channels:
            while True:
                sweep(by=_BY, at=timezone.now())
                report = work_batch(channels, clock=timezone.now, by=_BY, case=case)
                if not report.is_idle:
                    continue
                code = report.stopped or report.down or self._limit(case)
                if not until_done or not self._is_left(case):
                    return code
                self._say(code)
                time.sleep(_PAUSE)

    @staticmethod
    def _is_left(case: UUID | None) -> bool:
        return next_due(case, at=timezone.now()) is not None

    @staticmethod
    def _limit(case: UUID | None) -> str:
        """Not finished, and nothing in the way but a limit: whoever ran this is told, and not left to think it done."""
        return _LIMIT if waits_for_a_limit(timezone.now(), case) else ""

    def _say(self, code: str) -> None:
        if code:
            self.stderr.write(_("En attente : %(code)s.") % {"code": code})
