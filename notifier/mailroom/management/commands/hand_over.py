"""`manage.py hand_over`: gives letters to the hybrid-mail provider, and says how far they are."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.mailroom.actions import (
    AlreadyHandedOver,
    DrillStaysHere,
    NothingToPrint,
    consign_letters,
    consign_run,
    resume,
)
from notifier.mailroom.channels import HybridMail, open_provider
from notifier.mailroom.dispatch import ask_provider, hand_over_due
from notifier.mailroom.models import PrintRun
from notifier.mailroom.queries.consigning import Progress, progress_of

_BY = Actor("command", "hand_over")
_MOST = 1_000_000


class Command(BaseCommand):
    help = "Gives letters to the hybrid-mail provider of the settings, which prints and posts them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--case", type=UUID, metavar="ID", help="a new run of all its letters that are ready")
        what.add_argument(
            "--run", type=UUID, metavar="ID", help="a run that was made; or goes on with one given before"
        )
        parser.add_argument("--to", required=True, metavar="PROVIDER", help="its name in NOTIFIER_HYBRID_MAIL")
        parser.add_argument("--again", action="store_true", help="yes, also a run that was given to a printer before")
        parser.add_argument("--simplex", action="store_true", help="printed on one side only (with --case)")
        parser.add_argument("--queue", action="store_true", help="only note what is to go; the workers hand it over")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        provider = open_provider()
        if provider is None or provider.name != options["to"]:
            raise CommandError(_("Aucun prestataire de ce nom n’est réglé (NOTIFIER_HYBRID_MAIL)."))
        try:
            self._hand_over(provider, options)
        finally:
            provider.close()

    def _hand_over(self, provider: HybridMail, options: dict[str, Any]) -> None:
        try:
            run = self._consigned(provider, options)
        except NothingToPrint:
            raise CommandError(_("Aucune lettre de ce dossier n’attend d’être imprimée.")) from None
        except DrillStaysHere:
            raise CommandError(_("C’est un exercice : ses lettres ne sont confiées à personne.")) from None
        except AlreadyHandedOver:
            raise CommandError(
                _("Ce tirage a déjà été remis à une imprimante. --again le confie tout de même au prestataire.")
            ) from None
        stopped = ""
        if not options["queue"]:
            resume(run=run, by=_BY, at=timezone.now())
            report = hand_over_due(provider, run=run, most=_MOST, clock=timezone.now, by=_BY)
            asked = ask_provider(provider, run=run, most=_MOST, clock=timezone.now, by=_BY)
            stopped = report.stopped or asked.stopped
        progress = progress_of(run, timezone.now())
        self._tell(run, progress, stopped, options)
        if stopped:
            raise SystemExit(2)

    def _consigned(self, provider: HybridMail, options: dict[str, Any]) -> PrintRun:
        now = timezone.now()
        if options["case"]:
            case = Case.objects.filter(pk=options["case"]).first()
            if case is None:
                raise CommandError(_("Aucun dossier ne porte cet identifiant."))
            duplex = not options["simplex"]
            return consign_letters(case=case, provider=provider.name, duplex=duplex, by=_BY, at=now)
        run = PrintRun.objects.filter(pk=options["run"]).first()
        if run is None:
            raise CommandError(_("Aucun tirage ne porte cet identifiant."))
        consign_run(run=run, provider=provider.name, again=options["again"], by=_BY, at=now)
        return run

    def _tell(self, run: PrintRun, progress: Progress | None, stopped: str, options: dict[str, Any]) -> None:
        counts = asdict(progress) if progress else {}
        counts.pop("next_try", None)
        if options["json"]:
            self.stdout.write(json.dumps({"run": str(run.pk), "number": run.number, **counts, "stopped": stopped}))
            return
        told = _(
            "Tirage %(number)d : %(waiting)d en attente, %(in_doubt)d en doute, %(submitted)d chez le prestataire, "
            "%(produced)d postées, %(declined)d refusées."
        )
        if counts:
            self.stdout.write(told % {"number": run.number, **counts})
        if stopped:
            self.stderr.write(_("Interrompu : %s") % stopped)
