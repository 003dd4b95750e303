"""`manage.py check_completeness`: whether everyone of each case is accounted for."""

import json
import sys
from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.dispatch.completeness import Checked, check_completeness

_BY = Actor("command", "check_completeness")
# Someone is missing, or too many are there.
DIFFERS = 2


class Command(BaseCommand):
    help = (
        "Compares the patients of each case with the lists that named them, the notices with the events that tell of "
        "them, and each notice with its attempts. Exits 0 when all adds up, 2 when anything does not."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--case", type=UUID, help="only this case")
        parser.add_argument("--sums", action="store_true", help="only the sums, of open cases; not every single notice")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        case: UUID | None = options["case"]
        if case and not Case.objects.filter(pk=case).exists():
            raise CommandError(_("Aucun dossier ne porte cet identifiant."))
        done = list(check_completeness(case, thorough=not options["sums"], clock=timezone.now, by=_BY))
        wrong = [one for one in done if one.differences]
        if options["json"]:
            self.stdout.write(json.dumps({"complete": not wrong, "cases": [_report(one) for one in done]}))
        else:
            self._say(done, wrong)
        if wrong:
            sys.exit(DIFFERS)

    def _say(self, done: list[Checked], wrong: list[Checked]) -> None:
        for one in wrong:
            for difference in one.differences:
                said = {"case": one.account.case, **difference.as_dict()}
                self.stdout.write(_("%(case)s : %(kind)s %(place)s, attendus %(expected)d, trouvés %(found)d") % said)
        self.stdout.write(_("Dossiers vérifiés : %(n)d. En écart : %(wrong)d.") % {"n": len(done), "wrong": len(wrong)})


def _report(one: Checked) -> dict[str, object]:
    sums = one.account
    return {
        "case": str(sums.case),
        "accepted": sums.said.accepted,
        "erased_one_by_one": sums.said.erased,
        "states": {state.value: count for state, count in sorted(sums.counted.states.items())},
        "awaiting_approval": sums.awaiting,
        "not_told_directly": sums.excepted,
        "differences": [difference.as_dict() for difference in one.differences],
    }
