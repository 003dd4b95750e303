"""`manage.py disposition`: takes a printer's answer for a print run."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from notifier.audit.actors import Actor
from notifier.mailroom.actions import DispositionRefused, take_disposition
from notifier.mailroom.models import PrintRun
from notifier.mailroom.queries.runs import run_page_of
from notifier.mailroom.queries.words import problem_words
from notifier.mailroom.rules.disposition import Problem, read_disposition

_BY = Actor("command", "disposition")


class Command(BaseCommand):
    help = "Takes a printer's answer (CSV): which pieces were printed, spoiled, posted. All of it, or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--run", type=UUID, required=True, metavar="ID")
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        run = PrintRun.objects.filter(pk=options["run"]).first()
        if run is None:
            raise CommandError(_("Aucun tirage ne porte cet identifiant."))
        try:
            read = read_disposition(options["file"].read_bytes())
        except OSError:
            raise CommandError(_("Ce fichier ne se lit pas.")) from None
        if read.problems:
            self._refuse(list(read.problems), options)
        now = timezone.now()
        try:
            taken = take_disposition(run=run, answers=read.answers, by=_BY, at=now)
        except DispositionRefused as refused:
            self._refuse(list(refused.problems), options)
        reprint = run_page_of(run, timezone.localdate(now)).reprint
        if options["json"]:
            self.stdout.write(json.dumps({"verdict": "accept", "problems": [], **asdict(taken), "reprint": reprint}))
            return
        told = _("Imprimées : %(printed)d. Abîmées : %(spoiled)d. Postées : %(posted)d. Déjà notées : %(unchanged)d.")
        self.stdout.write(told % asdict(taken))
        if reprint:
            self.stdout.write(_("À réimprimer : pièces %s.") % reprint)

    def _refuse(self, problems: list[Problem], options: dict[str, Any]) -> NoReturn:
        """Exits with 2, as an import does that is refused."""
        problems.sort(key=lambda problem: problem.line)
        if options["json"]:
            self.stdout.write(json.dumps({"verdict": "refuse", "problems": [asdict(problem) for problem in problems]}))
        else:
            for problem in problems:
                self.stderr.write(problem_words(problem))
        raise SystemExit(2)
