"""The two steps of the page: look at what a file holds, then import it or throw it away."""

from collections.abc import Set
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from notifier.accounts.models import User
from notifier.audit.actions import Fact, record, record_all
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.rosters.actions.importing import RosterRefused, check_mandated, check_real, import_roster
from notifier.rosters.models import Roster, StagedRoster
from notifier.rosters.queries import examine_roster, open_staged
from notifier.vault.keystore import sealer_for


@transaction.atomic
def stage_roster(*, case: Case, data: bytes, user: User | None = None, by: Actor, at: datetime) -> StagedRoster:
    """Keep the file, sealed, until someone decides. Raises RosterRefused for what will never be taken, such as a
    forbidden column, and RealRosterRefused, AgreementMissing and CaseNotOpen; nothing of the file is kept then.
    """
    check_real(user)
    check_mandated(case)
    case = Case.objects.select_for_update().get(pk=case.pk)
    case.check_open()
    examination = examine_roster(case, data, today=timezone.localdate(at), confirmed=frozenset())
    if examination.verdict == "refuse":
        raise RosterRefused(examination)
    pk = uuid4()
    sealed = sealer_for(case.pk).seal("staged_rosters", pk, data)
    staged = StagedRoster.objects.create(id=pk, case=case, sealed=sealed, uploaded_at=at, uploaded_by=str(by))
    counts = {"total": examination.total, "good": examination.good, "verdict": examination.verdict}
    record(Fact("roster.staged", f"staged_roster:{pk}", case=case.pk, data=counts), by=by, at=at)
    return staged


@transaction.atomic
def import_staged(
    *, staged: StagedRoster, confirmed: Set[str], user: User | None = None, by: Actor, at: datetime
) -> Roster:
    """Import the file and delete the upload. Raises what import_roster raises, and keeps the upload then;
    StagedRoster.DoesNotExist when someone else was quicker.
    """
    staged = StagedRoster.objects.select_for_update().select_related("case").get(pk=staged.pk)
    roster = import_roster(case=staged.case, data=open_staged(staged), confirmed=confirmed, user=user, by=by, at=at)
    staged.delete()
    return roster


@transaction.atomic
def discard_staged(*, staged: StagedRoster, by: Actor, at: datetime) -> None:
    """Throw the upload away; twice does no harm."""
    deleted, _ = StagedRoster.objects.filter(pk=staged.pk).delete()
    if deleted:
        record(_discarded(staged), by=by, at=at)


@transaction.atomic
def discard_stale(*, before: datetime, by: Actor, at: datetime) -> int:
    """Throw uploads away that nobody decided on; returns how many."""
    stale = list(StagedRoster.objects.select_for_update().filter(uploaded_at__lt=before).defer("sealed"))
    StagedRoster.objects.filter(pk__in=[staged.pk for staged in stale]).delete()
    record_all(map(_discarded, stale), by=by, at=at)
    return len(stale)


def _discarded(staged: StagedRoster) -> Fact:
    return Fact("roster.discarded", f"staged_roster:{staged.pk}", case=staged.case_id)
