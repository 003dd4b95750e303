"""`manage.py import_breach`: a vendor's list, split by RPPS over the cases of its breach."""

import sys
from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from notifier.breaches.models import Breach
from notifier.rosters.actions import RosterRefused, import_breach
from notifier.rosters.management import importing
from notifier.rosters.permissions import can_import_breach
from notifier.rosters.queries import examine_breach
from notifier.rosters.rules.examination import Examination


class Command(BaseCommand):
    help = "Splits a vendor's list of patients over the cases of a breach. Exits 0 for accept, 2 for refuse, 3 for ask."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--breach", type=UUID, required=True, help="the breach's identifier")
        importing.add_options(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        breach = Breach.objects.filter(pk=options["breach"]).first()
        if breach is None:
            raise CommandError(_("Aucune violation ne porte cet identifiant."))
        data = importing.read_file(options["file"])
        code = importing.answer(self._run(breach, data, options), self.stdout, as_json=options["json"])
        if code:
            sys.exit(code)

    @staticmethod
    def _run(breach: Breach, data: bytes, options: dict[str, Any]) -> Examination:
        now, confirmed = timezone.now(), frozenset(options["confirm"])
        if options["dry_run"]:
            return examine_breach(breach, data, today=timezone.localdate(now), confirmed=confirmed)
        user = importing.find_user(options["by"])
        if user and not can_import_breach(user, breach):
            raise CommandError(_("Ce compte ne travaille pas pour l’éditeur de cette violation."))
        with importing.refusals_in_words():
            try:
                by = importing.actor(user, "import_breach")
                done = import_breach(breach=breach, data=data, confirmed=confirmed, user=user, by=by, at=now)
            except RosterRefused as refusal:
                return refusal.examination
        return done.examination
