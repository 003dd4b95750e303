"""How the sender stands, where e-mails are to leave in its name."""

from datetime import datetime

from django.conf import settings

from notifier.accounts.queries import configured_sender, is_demo_installation, sender_check
from notifier.notices.models import Wording
from notifier.notices.queries import awaiting_text
from notifier.notices.rules.findings import Finding
from notifier.notices.rules.sending import bad_codes, reply_finding, sender_finding, sender_standing
from notifier.rosters.rules.values import is_reserved


def is_sender_real() -> bool:
    """Whether there is anything to look up: a domain kept for examples (RFC 2606) can have no records, and a demo sends
    to nobody. At most one query.
    """
    return not is_reserved(f"a@{configured_sender().shown}") and not is_demo_installation()


def sender_findings(wording: Wording, at: datetime) -> tuple[Finding, ...]:
    """What is the matter with the sender, where an approval now would send e-mails in earnest, and with the address
    that patients answer to; at most four queries.
    """
    case = wording.case
    if not is_sender_real() or case.breach.is_drill:
        return ()
    controller = case.controller
    reply = [reply_finding(controller.reply_fault, controller.reply_domain)] if controller.takes_no_reply else []
    return (*_of_sender(wording, at), *reply)


def _of_sender(wording: Wording, at: datetime) -> tuple[Finding, ...]:
    check = sender_check()
    verdict, settled_at = (check.verdict, check.settled_at) if check else ("", None)
    code = sender_standing(verdict=verdict, settled_at=settled_at, days=settings.SENDER.days, at=at)
    if not code or not awaiting_text(wording).filter(has_email=True).exists():
        return ()
    failing = bad_codes(check.faults) if check and code == "sender_failing" else ()
    return (sender_finding(code, " ".join(failing)),)
