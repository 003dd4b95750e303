"""`manage.py import_roster`: one controller's list into its case."""

import sys
from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from notifier.breaches.models import Case
from notifier.breaches.permissions import can_prepare
from notifier.rosters.actions import RosterRefused, import_roster
from notifier.rosters.management import importing
from notifier.rosters.queries import examine_roster
from notifier.rosters.rules.examination import Examination


class Command(BaseCommand):
    help = "Imports one controller's list of patients into a case. Exits 0 for accept, 2 for refuse, 3 for ask."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--case", type=UUID, required=True, help="the case's identifier")
        importing.add_options(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        case = Case.objects.filter(pk=options["case"]).first()
        if case is None:
            raise CommandError(_("Aucun dossier ne porte cet identifiant."))
        data = importing.read_file(options["file"])
        code = importing.answer(self._run(case, data, options), self.stdout, as_json=options["json"])
        if code:
            sys.exit(code)

    @staticmethod
    def _run(case: Case, data: bytes, options: dict[str, Any]) -> Examination:
        with importing.refusals_in_words():
            case.check_open()
        now, confirmed = timezone.now(), frozenset(options["confirm"])
        examination = examine_roster(case, data, today=timezone.localdate(now), confirmed=confirmed)
        if options["dry_run"] or examination.verdict != "accept":
            return examination
        user = importing.find_user(options["by"])
        if user and not can_prepare(user, case):
            raise CommandError(_("Ce compte ne travaille pas pour ce cabinet."))
        with importing.refusals_in_words():
            try:
                by = importing.actor(user, "import_roster")
                import_roster(case=case, data=data, confirmed=confirmed, user=user, by=by, at=now)
            except RosterRefused as refusal:
                return refusal.examination
        return examination
