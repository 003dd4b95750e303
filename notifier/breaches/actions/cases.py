"""Opening breaches and cases."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from notifier.accounts.models import Organisation
from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.audit.canonical import moment
from notifier.breaches.actions.awareness import write_entry
from notifier.breaches.models import Breach, Case
from notifier.breaches.policies import check_awareness
from notifier.law.ledger import AwarenessKind
from notifier.practices.models import Controller
from notifier.vault.keystore import create_data_key


@transaction.atomic
def open_breach(
    *,
    title: str,
    vendor: Organisation | None,
    began_on: date,
    ended_on: date | None,
    categories: Sequence[str],
    is_drill: bool = False,
    by: Actor,
    at: datetime,
) -> Breach:
    """A drill stays one for ever: its messages reach nobody, and everything says so."""
    breach = Breach.objects.create(
        title=title,
        vendor=vendor,
        began_on=began_on,
        ended_on=ended_on,
        categories=list(categories),
        is_drill=is_drill,
        created_at=at,
    )
    data = {"began_on": began_on.isoformat(), "categories": list(categories), "drill": is_drill}
    record(Fact("breach.opened", f"breach:{breach.pk}", data=data), by=by, at=at)
    return breach


@transaction.atomic
def open_case(*, breach: Breach, controller: Controller, aware_at: datetime, by: Actor, at: datetime) -> Case:
    """One case per controller, with its own awareness time, its ledger's first entry, and its own data key."""
    check_awareness(aware_at, began_on=breach.began_on, now=at)
    case = Case.objects.create(breach=breach, controller=controller, aware_at=aware_at, opened_at=at)
    # The key store is another database: a key without a case is harmless, a case without a key is not.
    create_data_key(case.pk, at=at)
    data = {"breach": str(breach.pk), "controller": controller.pk, "aware_at": moment(aware_at)}
    record(Fact("case.opened", f"case:{case.pk}", case=case.pk, data=data), by=by, at=at)
    write_entry(case=case, kind=AwarenessKind.CERTAINTY, happened_at=aware_at, by=by, at=at)
    return case


@transaction.atomic
def instruct_comparison(*, case: Case, allowed: bool, by: Actor, at: datetime) -> bool:
    """Record whether the controller lets their patients be compared with those of other controllers of the breach who
    let it too (GDPR Article 28(3)(a)). Returns whether that is new; what follows from it is done in rosters.
    """
    unlike = Case.objects.filter(pk=case.pk, comparison_allowed_at__isnull=allowed)
    changed = bool(unlike.update(comparison_allowed_at=at if allowed else None))
    if changed:
        kind = "comparison.allowed" if allowed else "comparison.withdrawn"
        record(Fact(kind, f"case:{case.pk}", case=case.pk), by=by, at=at)
    return changed
