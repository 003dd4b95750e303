"""`manage.py show_sent`: what was sent under a reference, made again and compared with the log."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from notifier.audit.actors import Actor
from notifier.dossiers.actions.showing import show_notice
from notifier.dossiers.management.files import write_private
from notifier.dossiers.rendering.sent import NothingKept, Shown
from notifier.lib.ids import parse_reference
from notifier.notices.models import Notice
from notifier.vault.sealing import CannotOpen

_BY = Actor("command", "show_sent")


class Command(BaseCommand):
    help = "Makes the latest message or letter of a notice again and says whether the log committed to its bytes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reference", required=True, metavar="REF")
        parser.add_argument("--out", type=Path, metavar="FILE", help="write the bytes there, readable by you only")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        reference = parse_reference(options["reference"])
        notice = Notice.objects.filter(reference=reference).first() if reference else None
        if notice is None:
            raise CommandError(_("Aucun avis ne porte cette référence."))
        try:
            shown = show_notice(notice=notice, by=_BY, at=timezone.now())
        except NothingKept as nothing:
            raise CommandError(_NOTHING[nothing.code]()) from None
        except CannotOpen:
            raise CommandError(_("Ce qui est conservé ne s’ouvre pas : la clé ou les octets ont changé.")) from None
        if not shown:
            raise CommandError(_NOTHING["never_made"]())
        if options["out"]:
            write_private(options["out"], shown[-1].sent.data)
        self._tell(shown, as_json=options["json"])
        if not all(one.is_match for one in shown):
            raise CommandError(_("Ces octets ne sont pas ceux que le journal atteste."), returncode=1)

    def _tell(self, shown: list[Shown], *, as_json: bool) -> None:
        told = [
            {
                "attempt": one.sent.number,
                "channel": one.sent.channel,
                # Whose request's body the bytes are; empty for the message itself and for a letter.
                "provider": one.sent.provider,
                "bytes": len(one.sent.data),
                "commitment": one.commitment,
                "match": one.is_match,
            }
            for one in shown
        ]
        if as_json:
            self.stdout.write(json.dumps({"match": all(one.is_match for one in shown), "attempts": told}))
            return
        for one in told:
            verdict = _("conforme au journal") if one["match"] else _("DIFFÉRENT du journal")
            said = _("Essai n° %(attempt)d, %(channel)s, %(bytes)d octets : %(verdict)s.")
            if one["provider"]:
                said = _("Essai n° %(attempt)d, requête faite à %(provider)s, %(bytes)d octets : %(verdict)s.")
            self.stdout.write(said % {**one, "verdict": verdict})


_NOTHING = {
    "erased": lambda: _("Le contenu a été effacé avec les données du patient ; le journal prouve encore l’envoi."),
    "never_made": lambda: _("Rien n’a encore été envoyé sous cette référence."),
}
