"""Forgetting what is left of a case once its register period is over. The log stays: it names nobody."""

from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.models import (
    Advice,
    Assignment,
    AwarenessEntry,
    AwarenessFile,
    Breach,
    BreachFacts,
    Case,
    Decision,
    Document,
    FactsOffer,
    Filing,
    FilingReceipt,
    Invitation,
    LateReasons,
    Nudge,
    Order,
    SeverityChoice,
    TakenFacts,
)
from notifier.delivery.models import (
    Attempt,
    CasePace,
    Completeness,
    DoubtRuling,
    Feedback,
    Halt,
    Handover,
    MadeLetter,
    Suppression,
    Turn,
)
from notifier.dossiers.models import AuthorityAnswers, CommonAnnex, NamedAnnex
from notifier.dossiers.policies import check_forgetting
from notifier.dossiers.queries.keeping import forgetting_day
from notifier.mailroom.models import Consignment, Piece, PrintRun, ReturnedLetter
from notifier.notices.models import (
    Approval,
    CareDecision,
    Demand,
    FirstApproval,
    Master,
    Notice,
    Override,
    PatientRequest,
    RosterCheck,
    TextRevision,
    Wording,
    WordingComment,
    WordingText,
)
from notifier.rosters.models import Comparison, Patient, Roster, StagedRoster

# What hangs on a case, the leaves first, and the way from each to its case. A test keeps the list complete.
OF_A_CASE: tuple[tuple[type[models.Model], str], ...] = (
    (MadeLetter, "attempt__notice__case"),
    (ReturnedLetter, "piece__run__case"),
    (Consignment, "piece__run__case"),
    (Piece, "run__case"),
    (PrintRun, "case"),
    (Feedback, "notice__case"),
    (Suppression, "case"),
    (Attempt, "notice__case"),
    (Turn, "case"),
    (CareDecision, "case"),
    (Halt, "case"),
    (CasePace, "case"),
    (DoubtRuling, "case"),
    (Completeness, "case"),
    (PatientRequest, "case"),
    (Notice, "case"),
    (Master, "wording__case"),
    (Approval, "wording__case"),
    (TextRevision, "text__wording__case"),
    (WordingText, "wording__case"),
    (WordingComment, "wording__case"),
    (Override, "wording__case"),
    (FirstApproval, "wording__case"),
    (RosterCheck, "wording__case"),
    (Wording, "case"),
    (Demand, "case"),
    (StagedRoster, "case"),
    (Comparison, "case"),
    (Patient, "case"),
    (Roster, "case"),
    (AuthorityAnswers, "case"),
    (NamedAnnex, "case"),
    (Handover, "case"),
    (FilingReceipt, "filing__case"),
    (Decision, "case"),
    (Advice, "case"),
    (Order, "case"),
    (SeverityChoice, "case"),
    (Document, "case"),
    (Filing, "case"),
    (LateReasons, "case"),
    (AwarenessFile, "entry__case"),
    (AwarenessEntry, "case"),
    (TakenFacts, "case"),
    (FactsOffer, "case"),
    (Assignment, "case"),
    (Nudge, "case"),
)
# What is left of a breach when its last case goes.
OF_A_BREACH: tuple[type[models.Model], ...] = (CommonAnnex, BreachFacts, Invitation, Halt)


@transaction.atomic
def forget_case(*, case: Case, by: Actor, at: datetime) -> bool:
    """Delete the case and all that hangs on it, and its breach with the last of its cases. False when someone was
    quicker. Raises ActRefused before its time.
    """
    found = Case.objects.select_for_update().filter(pk=case.pk).first()
    if found is None:
        return False
    check_forgetting(is_erased=found.erased_at is not None, day=forgetting_day(found), today=timezone.localdate(at))
    counts = {model._meta.label: _delete(model, way, found.pk) for model, way in OF_A_CASE}
    data = {"breach": str(found.breach_id), "rows": {label: count for label, count in counts.items() if count}}
    found.delete()
    record(Fact("case.forgotten", f"case:{case.pk}", case=case.pk, data=data), by=by, at=at)
    _forget_breach(found.breach_id, by=by, at=at)
    return True


def _delete(model: type[models.Model], way: str, case: UUID) -> int:
    # The leaves go first, so nothing points at these rows; Django would load every one of them to ask.
    return model._default_manager.filter(**{way: case})._raw_delete(using="default")


def _forget_breach(pk: UUID, *, by: Actor, at: datetime) -> None:
    breach = Breach.objects.select_for_update().get(pk=pk)
    if not breach.cases.exists():
        for model in OF_A_BREACH:
            _delete(model, "breach", pk)
        breach.delete()
        record(Fact("breach.forgotten", f"breach:{pk}"), by=by, at=at)
