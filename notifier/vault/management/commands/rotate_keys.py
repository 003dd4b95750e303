"""`manage.py rotate_keys`: every data key under the first master key. May be killed and run again."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notifier.audit.actors import Actor
from notifier.vault.actions import Rotation, rotate_keys
from notifier.vault.masters import UnknownMasterKey


class Command(BaseCommand):
    help = "Puts every data key under the first master key. Touches no patient; may be killed and run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = rotate_keys(by=Actor("command", "rotate_keys"), at=timezone.now())
        except UnknownMasterKey as problem:
            raise CommandError(
                _("Des clés de dossier dépendent d’une clé maîtresse absente (%(problem)s). Rien n’a été fait.")
                % {"problem": problem}
            ) from None
        if options["json"]:
            result = {"master": done.master, "count": done.count, "left": done.left, "removable": [*done.removable]}
            self.stdout.write(json.dumps(result))
        else:
            self._tell(done)

    def _tell(self, done: Rotation) -> None:
        sentence = ngettext(
            "%(count)d clé de dossier mise sous la clé maîtresse %(master)s.",
            "%(count)d clés de dossier mises sous la clé maîtresse %(master)s.",
            done.count,
        )
        self.stdout.write(sentence % {"count": done.count, "master": done.master})
        if done.left:
            self.stdout.write(_("Il en reste %(left)d ailleurs : relancez la commande.") % {"left": done.left})
        for name in done.removable:
            self.stdout.write(
                _("La clé %(name)s ne sert plus : vous pouvez la retirer de la configuration.") % {"name": name}
            )
