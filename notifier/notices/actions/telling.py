"""Papers with names for those who tell people themselves; each leaves its event."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.notices.choices import State
from notifier.notices.queries.care.reasons import waiting
from notifier.notices.rendering.aide_memoire import aide_memoire
from notifier.rosters.choices import Language

# As many pages as one day holds; a page takes a tenth of a second to lay out.
MOST_PAGES = 50


class NobodyToTell(LookupError):
    """Of those asked for nobody is to be told in person any more."""


@transaction.atomic
def print_aide_memoire(*, case: Case, notices: Collection[UUID], language: Language, by: Actor, at: datetime) -> bytes:
    """The pages of these, or of the first fifty who are to be told in person; unmasked, so it leaves an event. Raises
    NobodyToTell.
    """
    rows = case.notices.filter(state=State.TO_TELL, patient__isnull=False).select_related("wording")
    if notices:
        rows = rows.filter(pk__in=notices)
    ids = list(rows.order_by("pk").values_list("pk", flat=True)[:MOST_PAGES])
    if not ids:
        raise NobodyToTell
    found = waiting(case, rows.filter(pk__in=ids), timezone.localdate(at).year)
    pdf = aide_memoire(case, found, language, at)
    data = {"count": len(ids), "people": [str(pk) for pk in ids]}
    record(Fact("aide_memoire.printed", f"case:{case.pk}", case=case.pk, data=data), by=by, at=at)
    return pdf
