"""`manage.py check_sender`: whether the world believes that a message comes from the campaign's domain."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notifier.accounts.models import SenderCheck
from notifier.accounts.queries import configured_sender
from notifier.audit.actors import Actor
from notifier.delivery.dispatch.sender import check_replies, check_sender
from notifier.delivery.queries.sender import fault_words, record_line
from notifier.post.sender.judging import Verdict

_BY = Actor("command", "check_sender")
# Something must be mended; not all could be looked up.
FAILING, UNANSWERED = 2, 3


class Command(BaseCommand):
    help = (
        "Looks the sender's records up (SPF, DKIM, DMARC, MX), keeps what was found, and says which record to publish. "
        "Exits 0 when all is well or there is nothing to look up, 2 when something must be mended, 3 when not all "
        "could be looked up."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        check = check_sender(clock=timezone.now, by=_BY)
        deaf = check_replies(clock=timezone.now, by=_BY)
        verdict = _verdict(check)
        if options["json"]:
            self.stdout.write(json.dumps(_report(check, verdict) | {"replies_unanswerable": deaf}))
        elif check is None:
            self.stdout.write(_("Domaine réservé aux exemples, ou démonstration : rien à vérifier."))
        else:
            self._say(check, verdict)
            if deaf:
                said = ngettext(
                    "%(n)d domaine de réponse ne reçoit pas de courriel : le dossier concerné le dit.",
                    "%(n)d domaines de réponse ne reçoivent pas de courriel : les dossiers concernés le disent.",
                    deaf,
                )
                self.stdout.write(said % {"n": deaf})
        if verdict:
            code = {Verdict.GOOD: 0, Verdict.BAD: FAILING, Verdict.UNKNOWN: UNANSWERED}[verdict]
            sys.exit(code)

    def _say(self, check: SenderCheck, verdict: Verdict | None) -> None:
        for fault in check.faults if not check.failed or verdict is Verdict.BAD else ():
            self.stdout.write(f"- {fault_words(fault)}")
            if line := record_line(fault):
                self.stdout.write(f"  {line}")
        for name in check.failed:
            self.stdout.write("- " + _("%(name)s : aucun serveur de noms n’a répondu.") % {"name": name})
        if verdict is Verdict.GOOD:
            self.stdout.write(_("L’expéditeur est en ordre."))


def _verdict(check: SenderCheck | None) -> Verdict | None:
    """Of this look: an older answer that still stands is none of it."""
    if check is None:
        return None
    if check.settled_at == check.asked_at:
        return Verdict(check.verdict)
    return Verdict.UNKNOWN


def _report(check: SenderCheck | None, verdict: Verdict | None) -> dict[str, object]:
    sender = configured_sender()
    return {
        "verdict": verdict.value if verdict else "not_needed",
        "from": sender.shown,
        "envelope": sender.envelope,
        "signing": sender.signing,
        "faults": check.faults if check and verdict is not Verdict.UNKNOWN else [],
        "unanswered": check.failed if check else [],
        "standing": {"verdict": check.verdict, "settled_at": check.settled_at and check.settled_at.isoformat()}
        if check
        else None,
    }
