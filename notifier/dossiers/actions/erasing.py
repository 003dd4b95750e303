"""Erasing a case's patients, in two acts. Between them their key is destroyed, in another database, so neither act may
be the whole: dossiers.dispatch.erasing calls them in their order (docs/decisions/0007).
"""

from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.models import Case, FilingReceipt
from notifier.delivery.models import Attempt, MadeLetter
from notifier.delivery.queries import counts_by_state
from notifier.dossiers.actions.closing import close_locked
from notifier.dossiers.choices import ErasureReason
from notifier.dossiers.models import AuthorityAnswers
from notifier.dossiers.policies import check_erasing
from notifier.dossiers.queries.erasing import Holdings, holdings
from notifier.mailroom.queries.consigning import letters_on_their_way
from notifier.notices.actions import withdraw_notices
from notifier.notices.models import Override, WordingComment
from notifier.rosters.models import Patient
from notifier.vault.keystore import NoDataKey, sealer_for

# What the certificate says beside its counts, in stable words (docs/operation.md explains each).
_KEPT = ("log", "references", "outcomes", "commitments", "wordings", "counts", "filings")
_KEPT_BECAUSE = ("gdpr_5_2", "gdpr_33_5")
_BACKUPS = ("unreadable_without_the_key", "key_store_backups_must_expire")
_BEYOND_REACH = ("messages_sent", "letters_posted", "files_exported")


class KeyStillThere(RuntimeError):
    """The erasure was to be certified before the case's key was destroyed."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was erased, as the log says it."""

    holdings: Holdings
    withdrawn: int
    at: datetime


@transaction.atomic
def begin_erasure(*, case: Case, reason: ErasureReason, by: Actor, at: datetime) -> None:
    """From here on nobody may read, add or send anything; an open case is closed by it. Twice does no harm. Raises
    ActRefused while anything moves.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    if case.is_erased:
        return
    waiting, consigned = case.requests.open().count(), letters_on_their_way(case)
    check_erasing(counts_by_state(case.pk), requests=waiting, consigned=consigned)
    if case.is_open:
        close_locked(case=case, by=by, at=at)
    case.erasing_at = at
    case.save(update_fields=["erasing_at"])
    record(Fact("case.erasure_begun", f"case:{case.pk}", case=case.pk, data={"code": reason}), by=by, at=at)


@transaction.atomic
def finish_erasure(*, case: Case, by: Actor, at: datetime) -> Certificate | None:
    """Delete what the destroyed key sealed and what was said of each patient in clear, and certify it. None for a case
    certified already. Raises KeyStillThere.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    if case.erased_at is not None:
        return None
    _check_key_is_gone(case)
    held = holdings(case)
    withdrawn = withdraw_notices(notices=case.notices.all(), code="case_erased", by=by, at=at)
    _empty(case)
    case.erased_at, case.postponing_reason = at, None
    case.save(update_fields=["erased_at", "postponing_reason"])
    record(_certified(case, held, withdrawn), by=by, at=at)
    return Certificate(held, withdrawn, at)


def _check_key_is_gone(case: Case) -> None:
    with suppress(NoDataKey):
        sealer_for(case.pk)
        raise KeyStillThere(f"case {case.pk} still has its data key")


def _empty(case: Case) -> None:
    attempts = Attempt.objects.filter(notice__case=case)
    MadeLetter.objects.filter(attempt__in=attempts).delete()
    attempts.update(sealed=None)
    case.suppressions.all().delete()
    case.staged_rosters.all().delete()
    case.filings.update(reason=None)
    AuthorityAnswers.objects.filter(case=case).delete()
    FilingReceipt.objects.filter(filing__case=case).update(sealed=None)
    case.doubt_rulings.update(reason=None)
    for sealed in (case.documents, case.severity_choices, case.advice, case.decisions, case.care_decisions):
        sealed.update(sealed=None)
    case.requests.update(sealed=None, extension=None, answer=None)
    for model in (WordingComment, Override):
        model._default_manager.filter(wording__case=case).update(sealed=None)
    case.two_person_demands.update(sealed=None)
    case.notices.update(patient=None)
    # Nothing points at them any more; Django would load every row to ask.
    Patient.objects.filter(case=case)._raw_delete(using="default")


def _certified(case: Case, held: Holdings, withdrawn: int) -> Fact:
    data = {
        **asdict(held),
        "withdrawn": withdrawn,
        "key_destroyed": True,
        "kept": _KEPT,
        "kept_because": _KEPT_BECAUSE,
        "backups": _BACKUPS,
        "beyond_reach": _BEYOND_REACH,
    }
    return Fact("case.erased", f"case:{case.pk}", case=case.pk, data=data)
