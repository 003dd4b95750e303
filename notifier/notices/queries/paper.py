"""What stands against a letter to someone whose e-mail does not do."""

from dataclasses import replace

from notifier.notices.choices import HoldReason
from notifier.notices.models import Notice
from notifier.notices.queries import ApprovedVariants
from notifier.notices.queries.circumstances import circumstances_of
from notifier.notices.rules.routing import route
from notifier.rosters.models import Patient


def against_letter(notice: Notice, patient: Patient, year: int) -> HoldReason:
    """The reason to hold a notice whose channel is the letter, NONE where it may go out; one query. What forbids it
    waits for a person, also where it was decided on for a message before.
    """
    known = circumstances_of(patient, year)
    chosen = route(replace(known.once_told() if notice.number > 1 else known, has_email=False))
    if chosen.hold is HoldReason.NONE and not ApprovedVariants(notice.case, year).has_all(notice, patient):
        return HoldReason.TEXT_NOT_APPROVED
    return chosen.hold
