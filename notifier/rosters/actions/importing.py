"""One controller's list into its case."""

from collections.abc import Set
from datetime import datetime

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from notifier.accounts.models import User
from notifier.accounts.queries import has_agreement, is_demo_installation
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.rosters.actions.comparison import compare_imported
from notifier.rosters.actions.writing import Upload, Writer, keep_roster
from notifier.rosters.models import Roster
from notifier.rosters.policies import check_agreement, check_real_import
from notifier.rosters.queries import expected_for_case
from notifier.rosters.rules.examination import Examination, GroupCounts
from notifier.rosters.rules.examine import Reading
from notifier.vault.recovery.escrow import is_escrow_confirmed


class RosterRefused(ValueError):
    """The file is refused, or a person must confirm something first; `examination` says what. Nothing was kept."""

    def __init__(self, examination: Examination) -> None:
        super().__init__(examination.reason or examination.verdict)
        self.examination = examination


@transaction.atomic
def import_roster(
    *, case: Case, data: bytes, confirmed: Set[str], user: User | None = None, by: Actor, at: datetime
) -> Roster:
    """Take the good rows in, sealed; `confirmed` are the codes a person has agreed to.

    Raises RosterRefused, RealRosterRefused, AgreementMissing and CaseNotOpen, and keeps nothing then. `user` is the
    person behind `by`; without one only a demo takes anything.
    """
    check_real(user)
    check_mandated(case)
    # Two imports into one case must see one another's people.
    case = Case.objects.select_for_update().get(pk=case.pk)
    case.check_open()
    reading = Reading(data, expected=expected_for_case(case, timezone.localdate(at)), confirmed=confirmed)
    writer = Writer(case, by=by, at=at)
    for row in reading.records():
        writer.add(row)
    writer.flush()
    writer.absorb(reading.repeats)
    examination = reading.examination()
    if examination.verdict != "accept":
        raise RosterRefused(examination)
    roster = keep_roster(writer, Upload(data, examination, confirmed), _counts(examination), by=by, at=at)
    compare_imported(case=case, by=by, at=at)
    return roster


def _counts(examination: Examination) -> GroupCounts:
    """All rows, also those that name nobody we know: a controller's list is about its own case."""
    return GroupCounts(examination.total, examination.refused, examination.duplicate)


def check_mandated(case: Case) -> None:
    """Raises AgreementMissing; one query."""
    check_agreement(has_agreement=has_agreement(case.controller_id))


def check_real(user: User | None) -> None:
    """Raises RealRosterRefused; see policies.check_real_import."""
    check_real_import(
        is_demo=is_demo_installation(),
        debug=settings.DEBUG,
        # The settings make secrets up under DEBUG and for the demo only.
        made_up_secrets=bool(settings.DEMO),
        escrow_confirmed=is_escrow_confirmed(),
        has_second_factor=user is not None and is_mfa_enabled(user),
    )
