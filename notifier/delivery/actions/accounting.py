"""Writing down whether everyone of a case is accounted for."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.models import Completeness
from notifier.notices.rules.accounting import Difference


@transaction.atomic
def note_completeness(
    *, case: Case, differences: Collection[Difference], thorough: bool, by: Actor, at: datetime
) -> bool:
    """Keep what was found; an event tells of what is new, and of all being well again. Only a thorough check takes back
    what a thorough one found. Returns whether there is something new.
    """
    row = Completeness.objects.select_for_update().filter(case=case).first()
    before = row.differences if row else []
    found = [one.as_dict() for one in differences]
    if not thorough:
        found += [one for one in before if one["kind"].startswith("notice_against_")]
    values = {"checked_at": at, "differences": found, **({"compared_at": at} if thorough else {})}
    Completeness.objects.update_or_create(case=case, defaults=values)
    if found == before:
        return False
    kind = "completeness.broken" if found else "completeness.restored"
    record(Fact(kind, f"case:{case.pk}", case=case.pk, data={"differences": found}), by=by, at=at)
    return True
