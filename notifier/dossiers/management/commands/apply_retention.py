"""`manage.py apply_retention`: erases, clears and forgets what has been kept long enough."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from notifier.audit.actors import Actor
from notifier.dossiers.dispatch.retention import apply_retention
from notifier.dossiers.queries.refusals import explain_refusal

_BY = Actor("command", "apply_retention")


class Command(BaseCommand):
    help = "Applies the periods of notifier/retention.toml; the workers do so once a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would go, and change nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        report = apply_retention(clock=timezone.now, by=_BY, dry_run=options["dry_run"])
        if options["json"]:
            self.stdout.write(json.dumps(asdict(report)))
            return
        line = _(
            "Dossiers effacés : %(erased)d. Dossiers oubliés : %(forgotten)d. "
            "Listes écartées : %(uploads)d. Sessions : %(sessions)d."
        )
        if options["dry_run"]:
            line = _(
                "Seraient effacés : %(erased)d dossiers. Oubliés : %(forgotten)d. "
                "Listes écartées : %(uploads)d. Sessions : %(sessions)d."
            )
        counts = {**asdict(report), "erased": len(report.erased), "forgotten": len(report.forgotten)}
        self.stdout.write(line % counts)
        for case, problems in report.refused.items():
            for code in problems:
                self.stderr.write(f"{case} : {explain_refusal(code)}")
