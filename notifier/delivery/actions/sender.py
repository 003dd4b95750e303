"""Writing down what was found of the campaign's sender."""

from datetime import datetime

from django.db import transaction

from notifier.accounts.models import SenderCheck
from notifier.accounts.queries import configuration_of
from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.notices.rules.sending import bad_codes
from notifier.post.sender.judging import Report, Sender, Verdict

_KINDS = {
    Verdict.GOOD: "sender.verified",
    Verdict.BAD: "sender.failing",
    Verdict.UNKNOWN: "sender.unanswered",
}


@transaction.atomic
def note_sender_check(*, sender: Sender, report: Report, by: Actor, at: datetime) -> SenderCheck:
    """Keep what was found. Where nothing bad was seen and not all could be looked up, the last answer stands as it was.
    An event tells of what is new, and of what a person asked for.
    """
    row, is_new = SenderCheck.objects.select_for_update().get_or_create(
        pk=configuration_of(sender), defaults={"asked_at": at}
    )
    before = (row.verdict, bad_codes(row.faults))
    row.asked_at, row.failed = at, list(report.failed)
    if report.verdict is not Verdict.UNKNOWN:
        row.settled_at, row.verdict = at, report.verdict.value
        row.faults = [fault.as_dict() for fault in report.faults]
    row.save()
    after = (row.verdict, bad_codes(row.faults))
    if is_new or before != after or by.kind != "worker":
        record(_fact(row, report.verdict), by=by, at=at)
    return row


def _fact(row: SenderCheck, verdict: Verdict) -> Fact:
    codes = list(bad_codes(row.faults)) if verdict is Verdict.BAD else []
    return Fact(
        _KINDS[verdict], f"sender:{row.configuration[:16]}", data={"codes": codes, "unanswered": len(row.failed)}
    )
