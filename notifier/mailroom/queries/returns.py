"""The last returns someone noted, and the letter of a reference; both masked, both begin at the user."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from notifier.accounts.models import User
from notifier.audit.actors import user_actor
from notifier.breaches.models import Case
from notifier.breaches.permissions import can_prepare
from notifier.lib.ids import parse_reference
from notifier.mailroom.choices import ReturnReason
from notifier.mailroom.models import ReturnedLetter
from notifier.mailroom.queries.words import next_step
from notifier.notices.choices import State
from notifier.notices.models import Notice
from notifier.rosters.queries import open_person
from notifier.rosters.queries.pages import Masked, mask
from notifier.vault.keystore import sealer_for

LAST = 10
# The square code on a sheet begins with its reference.
_SHEET = re.compile(r"\s*([0-9A-Za-z]{4}(?:-[0-9A-Za-z]{4}){2}-[0-9A-Za-z])\s+\d{4}\s+\d{6}\s+\d\d/\d\d\s*")


@dataclass(frozen=True, slots=True)
class Noted:
    """One return, as it was noted; `masked` is None once the patient's data are erased."""

    pk: UUID
    case: UUID
    reason: ReturnReason
    step: str
    at: datetime
    masked: Masked | None = field(repr=False)


def scanned_reference(text: str) -> str | None:
    """What was typed, or read by a scanner from a letter's square code; None where it cannot be one."""
    sheet = _SHEET.fullmatch(text)
    return parse_reference(sheet[1] if sheet else text)


def letter_of(user: User, reference: str) -> Notice | None:
    """The notice of a case whose post the user opens; None for any other reference, ever issued or not."""
    cases = Case.objects.visible_to(user)
    notice = Notice.objects.filter(reference=reference, case__in=cases).select_related("case", "patient").first()
    return notice if notice is not None and can_prepare(user, notice.case) else None


def masked_person(notice: Notice) -> Masked | None:
    if notice.patient is None:
        return None
    return mask(notice.patient, open_person(notice.patient, sealer_for(notice.case_id)))


def latest_returns(user: User) -> Sequence[Noted]:
    """The last ten this user noted, the newest first, of the cases they still see."""
    rows = ReturnedLetter.objects.filter(
        noted_by=str(user_actor(user.pk)), piece__run__case__in=Case.objects.visible_to(user)
    )
    found = rows.select_related("piece__notice__patient").order_by("-noted_at", "-pk")[:LAST]
    return [
        Noted(
            row.pk,
            row.piece.notice.case_id,
            ReturnReason(row.reason),
            next_step(ReturnReason(row.reason), State(row.led_to)),
            row.noted_at,
            masked_person(row.piece.notice),
        )
        for row in found
    ]
