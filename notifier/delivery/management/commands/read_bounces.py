"""`manage.py read_bounces`: reads the mailbox for what comes back."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from notifier.audit.actors import Actor
from notifier.delivery.actions.feedback import take_later_feedback
from notifier.delivery.channels.inbox import Inbox, InboxDown, Mailbox
from notifier.delivery.dispatch.returns import Returns, read_returns

_BY = Actor("command", "read_bounces")


class Command(BaseCommand):
    help = (
        "Reads the mailbox for what comes back and does what it says. Messages that were taken are moved away; those "
        "that are no report stay. Exits 1 where the mailbox cannot be read to its end."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        mailbox = Mailbox.from_settings()
        if mailbox is None:
            raise CommandError(_("Aucune boîte de retours n’est réglée (NOTIFIER_BOUNCE_IMAP_HOST)."))
        try:
            with Inbox(mailbox) as inbox:
                report = read_returns(inbox, clock=timezone.now, by=_BY)
        except InboxDown as down:
            raise CommandError(
                _("La boîte de retours ne peut pas être lue : %(code)s.") % {"code": down.code}
            ) from None
        take_later_feedback(by=_BY, at=timezone.now())
        if options["json"]:
            self.stdout.write(json.dumps(_object(report)))
        else:
            for name, count in sorted((report.kinds + report.steps).items()):
                self.stdout.write(f"{name}: {count}")
            self.stdout.write(_("Laissés dans la boîte : %(n)d.") % {"n": report.left})
        if report.stopped:
            raise CommandError(_("Arrêté avant la fin : %(code)s.") % {"code": report.stopped})


def _object(report: Returns) -> dict[str, object]:
    return {
        "read": report.total,
        "kinds": {kind.value: count for kind, count in report.kinds.items()},
        "steps": {step.value: count for step, count in report.steps.items()},
        "known": report.known,
        "left": report.left,
        "stopped": report.stopped,
    }
