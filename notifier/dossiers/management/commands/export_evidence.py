"""`manage.py export_evidence`: the evidence of a case, or of one patient's notice."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from notifier.audit.actors import Actor
from notifier.audit.checkpoints import LogKeyMissing, LogTampered
from notifier.breaches.models import Case
from notifier.dossiers.actions.exporting import Exported, export_case, export_notice
from notifier.dossiers.management.files import write_private
from notifier.dossiers.queries.events import NothingTold
from notifier.dossiers.rendering.material import NotWhatWasSent
from notifier.lib.ids import parse_reference

_BY = Actor("command", "export_evidence")


class Command(BaseCommand):
    help = "Writes an evidence file that verify.py checks, alone and offline."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--case", type=UUID, metavar="ID", help="everything about a case; names no patient")
        what.add_argument("--reference", metavar="REF", help="one notice, for the patient who kept its reference")
        parser.add_argument("--out", type=Path, required=True, metavar="FILE.zip")
        parser.add_argument("--language", choices=("fr", "en"), default="fr", help="of the report")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        out: Path = options["out"]
        if out.exists():
            raise CommandError(_("Ce fichier existe déjà : rien n’est écrasé."))
        try:
            exported = self._export(options)
        except NothingTold:
            raise CommandError(_("Le journal ne dit rien de cette référence ou de ce dossier.")) from None
        except NotWhatWasSent:
            raise CommandError(
                _("Ce qui est conservé n’est pas ce qui a été envoyé : voyez manage.py show_sent.")
            ) from None
        except (LogTampered, LogKeyMissing) as problem:
            raise CommandError(_("Le journal ne peut pas être signé : %s") % problem) from None
        write_private(out, exported.data)
        self._tell(out, exported, as_json=options["json"])

    @staticmethod
    def _export(options: dict[str, Any]) -> Exported:
        language, now = options["language"], timezone.now()
        if options["reference"] is not None:
            reference = parse_reference(options["reference"])
            if reference is None:
                raise CommandError(_("Cette référence n’en est pas une : relisez-la."))
            return export_notice(reference=reference, language=language, by=_BY, at=now)
        case = Case.objects.filter(pk=options["case"]).first()
        if case is None:
            raise CommandError(_("Aucun dossier ne porte cet identifiant."))
        return export_case(case=case, language=language, by=_BY, at=now)

    def _tell(self, out: Path, exported: Exported, *, as_json: bool) -> None:
        result = {
            "file": out.name,
            "bytes": len(exported.data),
            "sha256": exported.sha256,
            "fingerprint": exported.fingerprint,
        }
        if as_json:
            self.stdout.write(json.dumps(result))
            return
        self.stdout.write(_("Dossier de preuve écrit : %(file)s, %(bytes)d octets, SHA-256 %(sha256)s.") % result)
        self.stdout.write(_('À contrôler avec : python verify.py %(file)s --key "%(fingerprint)s"') % result)
