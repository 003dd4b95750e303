"""Closing a case, opening it again, putting its erasure off."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.breaches.policies import check_law
from notifier.delivery.queries import counts_by_state
from notifier.dossiers.choices import PostponingReason
from notifier.dossiers.policies import check_closing, check_postponing, check_reopening
from notifier.dossiers.queries.ending import closing_refusals
from notifier.dossiers.queries.keeping import erasure_day
from notifier.dossiers.rules.retention import retention
from notifier.mailroom.queries.consigning import letters_on_their_way
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import seal_reason


@transaction.atomic
def close_case(*, case: Case, by: Actor, at: datetime) -> None:
    """End the campaign: from now on the period runs after which the patients' data are erased. Raises ActRefused,
    and RefusedByLaw while a decision or a duty is missing.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    waiting, consigned = case.requests.open().count(), letters_on_their_way(case)
    check_closing(is_open=case.is_open, states=counts_by_state(case.pk), requests=waiting, consigned=consigned)
    check_law(closing_refusals(case))
    close_locked(case=case, by=by, at=at)


def close_locked(*, case: Case, by: Actor, at: datetime) -> None:
    """The same for a case that is locked and checked already."""
    case.closed_at = at
    case.save(update_fields=["closed_at"])
    day = erasure_day(case)
    data = {"erasure_on": day.isoformat() if day else None}
    record(Fact("case.closed", f"case:{case.pk}", case=case.pk, data=data), by=by, at=at)


@transaction.atomic
def reopen_case(*, case: Case, by: Actor, at: datetime) -> None:
    """Go on with a closed case; the period begins anew when it is closed again. Raises ActRefused."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_reopening(is_open=case.is_open, is_erased=case.is_erased)
    case.closed_at = None
    case.save(update_fields=["closed_at"])
    record(Fact("case.reopened", f"case:{case.pk}", case=case.pk), by=by, at=at)


@transaction.atomic
def postpone_erasure(*, case: Case, to: date, reason: PostponingReason, text: str, by: Actor, at: datetime) -> None:
    """Put the erasure off once. The text lies sealed with the case and goes with it; the event carries the code and a
    commitment. Raises ActRefused.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    closed_on = timezone.localdate(case.closed_at or at)
    check_postponing(
        is_open=case.is_open,
        is_erased=case.is_erased,
        postponed_to=case.postponed_to,
        to=to,
        planned=retention().erasure_day(closed_on, None),
        latest=retention().latest_postponing(closed_on),
    )
    sealed = seal_reason(sealer_for(case.pk), "cases", case.pk, text)
    case.postponed_to, case.postponing_reason = to, sealed.sealed
    case.save(update_fields=["postponed_to", "postponing_reason"])
    data = {"to": to.isoformat(), "code": reason, "commitment": sealed.commitment}
    record(Fact("erasure.postponed", f"case:{case.pk}", case=case.pk, data=data), by=by, at=at)
