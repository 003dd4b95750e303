"""Whether the sender's records were found in order lately enough for an e-mail to leave in its name."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from notifier.notices.rules.findings import Finding, Gravity, Place
from notifier.post.sender.judging import Verdict, Weight

# Where a finding is about the installation, not about a text or a person.
SENDER = "sender"
_RULE = "RFC 7489"
# Patients are told a contact they can reach.
_CONTACT = "GDPR 34(2), 33(3)(b)"
REPLY = "reply"


def sender_standing(*, verdict: str, settled_at: datetime | None, days: int, at: datetime) -> str:
    """The code of what is the matter: unchecked, failing, stale; empty where all is well. A bad answer stays bad
    however old it is; a good one counts for `days`.
    """
    if settled_at is None or not verdict:
        return "sender_unchecked"
    if verdict != Verdict.GOOD:
        return "sender_failing"
    return "sender_stale" if at - settled_at > timedelta(days=days) else ""


def bad_codes(faults: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """Each once, in the order of the alphabet."""
    return tuple(sorted({fault["code"] for fault in faults if fault["weight"] == Weight.BAD}))


def sender_finding(code: str, mark: str) -> Finding:
    """Advice, for the controller may know better and says why; `mark` is what was found, so that a reason given for
    it covers nothing else.
    """
    return Finding(code, Gravity.ADVISORY, _RULE, Place("", "", "", SENDER, mark))


def reply_finding(fault: str, domain: str) -> Finding:
    """Advice: the address the practice gives its patients takes no mail."""
    return Finding("reply_takes_no_mail", Gravity.ADVISORY, _CONTACT, Place("", "", "", REPLY, f"{fault} {domain}"))
