"""`manage.py rotate_log_key`: lets the first configured log key follow the one that signs now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from notifier.audit.actors import Actor
from notifier.audit.checkpoints import LogKeyMissing, change_key, make_checkpoint

_BY = Actor("command", "rotate_log_key")


class Command(BaseCommand):
    help = "Changes the key that signs the log to the first of NOTIFIER_LOG_KEYS; the event is signed by both keys."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            key = change_key(by=_BY, at=timezone.now())
            make_checkpoint(at=timezone.now())
        except LogKeyMissing as missing:
            raise CommandError(str(missing)) from None
        self.stdout.write(_("Le journal est signé par la clé %(key)s.") % {"key": key.fingerprint})
