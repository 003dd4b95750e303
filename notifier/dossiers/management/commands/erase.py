"""`manage.py erase`: destroys a case's data key and everything that was said of its patients."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.dossiers.choices import ErasureReason
from notifier.dossiers.dispatch.erasing import erase_case
from notifier.dossiers.policies import ActRefused
from notifier.dossiers.queries.erasing import ErasurePlan, erasure_plan
from notifier.dossiers.queries.refusals import explain_refusal

_BY = Actor("command", "erase")
_REFUSED = 2


class Command(BaseCommand):
    help = "Erases the patients of a case for good, in every copy of the database. Exits 0 when erased, 2 when refused."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--case", type=UUID, required=True, help="the case's identifier")
        parser.add_argument("--dry-run", action="store_true", help="say what would go, and erase nothing")
        parser.add_argument("--yes", action="store_true", help="do not ask for confirmation")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        case = Case.objects.filter(pk=options["case"]).first()
        if case is None:
            raise CommandError(_("Aucun dossier ne porte cet identifiant."))
        plan = erasure_plan(case)
        answer = {"case": str(case.pk), **asdict(plan.holdings), "untold": plan.untold, "held": plan.held}
        if plan.problems:
            self._refuse(answer, plan.problems, as_json=options["json"])
        if options["dry_run"]:
            self._tell({**answer, "verdict": "would_erase"}, _would(plan), as_json=options["json"])
            return
        if not options["yes"]:
            self._ask(plan)
        try:
            done = erase_case(case=case, reason=ErasureReason.ASKED, by=_BY, clock=timezone.now)
        except ActRefused as refused:
            self._refuse(answer, refused.problems, as_json=options["json"])
        clean = _("Les données sont effacées.")
        if not done.is_clean:
            clean = _("Les données sont effacées. Relancez la commande pour nettoyer aussi les fichiers de la base.")
        self._tell({**answer, "verdict": "erased", "clean": done.is_clean}, clean, as_json=options["json"])

    def _ask(self, plan: ErasurePlan) -> None:
        word = _("effacer")
        question = _("Cet effacement est définitif. Tapez « %(word)s » pour continuer : ") % {"word": word}
        if not sys.stdin.isatty():
            raise CommandError(_("Rien n’est effacé sans confirmation : ajoutez --yes."))
        self.stdout.write(_would(plan))
        if input(question).strip().lower() != word:
            raise CommandError(_("Rien n’a été effacé."))

    def _refuse(self, answer: dict[str, Any], problems: tuple[str, ...], *, as_json: bool) -> None:
        words = "\n".join(map(explain_refusal, problems))
        self._tell({**answer, "verdict": "refused", "problems": problems}, words, as_json=as_json)
        sys.exit(_REFUSED)

    def _tell(self, answer: dict[str, Any], words: str, *, as_json: bool) -> None:
        self.stdout.write(json.dumps(answer) if as_json else words)


def _would(plan: ErasurePlan) -> str:
    counts = {**asdict(plan.holdings), "untold": plan.untold, "held": plan.held}
    return (
        _(
            "Patients : %(patients)d, dont %(untold)d sans avis. Avis en attente, retirés : %(held)d. "
            "Lettres : %(letters)d. Messages : %(messages)d. Listes déposées : %(uploads)d."
        )
        % counts
    )
