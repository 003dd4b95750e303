"""Comparing patients across the cases of a breach: only between controllers who instructed it, under a key of its own.

Who changes more than one case's indexes holds all cases of the breach, in the order of their keys; an import holds its
own. So the first and the last of these are called before the case itself is locked.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.actions import instruct_comparison
from notifier.breaches.models import Case
from notifier.rosters.models import Comparison, Patient
from notifier.rosters.queries import open_person
from notifier.rosters.rules.comparing import common_identities
from notifier.vault.keystore import NoDataKey, create_data_key, destroy_data_key, sealer_for
from notifier.vault.sealing import Sealer

_BATCH = 500


@transaction.atomic
def set_comparison(*, case: Case, allowed: bool, by: Actor, at: datetime) -> None:
    """Record the controller's instruction and do as it says. Twice does no harm."""
    _hold_all(case.breach_id)
    if not instruct_comparison(case=case, allowed=allowed, by=by, at=at):
        return
    if not allowed:
        Comparison.objects.filter(case=case).delete()
    if not _compare(case.breach_id, at):
        _wipe(case.breach_id)


@transaction.atomic
def compare_imported(*, case: Case, by: Actor, at: datetime) -> None:
    """Index the patients of an import, where the case takes part. The caller holds the case and leaves the event."""
    taking_part = _taking_part(case.breach_id)
    if case in taking_part and len(taking_part) > 1:
        _index(case, _comparing_sealer(case.breach_id, at))


@transaction.atomic
def empty_comparison(*, case: Case, by: Actor, at: datetime) -> None:
    """Before the case is erased: it takes no further part, all indexes of its breach go, and their key is destroyed, so
    that no backup compares anybody. Those who still take part are indexed again under a new key.
    """
    _hold_all(case.breach_id)
    took_part = Case.objects.filter(pk=case.pk).exclude(comparison_allowed_at=None).update(comparison_allowed_at=None)
    rows = _wipe(case.breach_id)
    if took_part or rows:
        record(Fact("comparison.emptied", f"case:{case.pk}", case=case.pk, data={"indexes": rows}), by=by, at=at)
    _compare(case.breach_id, at)


def _hold_all(breach: UUID) -> None:
    list(Case.objects.select_for_update().filter(breach=breach).order_by("pk").values_list("pk"))


def _taking_part(breach: UUID) -> list[Case]:
    return list(Case.objects.filter(breach=breach).exclude(comparison_allowed_at=None).order_by("pk"))


def _compare(breach: UUID, at: datetime) -> bool:
    """Index whoever has no index yet; False, and nothing done, where a practice would be compared with nobody."""
    taking_part = _taking_part(breach)
    if len(taking_part) < 2:
        return False
    comparing = _comparing_sealer(breach, at)
    for case in taking_part:
        _index(case, comparing)
    return True


def _wipe(breach: UUID) -> int:
    """Delete the indexes of the breach and destroy their key; returns how many there were."""
    rows, _ = Comparison.objects.filter(breach=breach).delete()
    destroy_data_key(breach)
    return rows


def _comparing_sealer(breach: UUID, at: datetime) -> Sealer:
    """The key of the breach, made when first needed."""
    try:
        return sealer_for(breach)
    except NoDataKey:
        # Of a wiping that was rolled back the indexes may be left, which no other key agrees with.
        Comparison.objects.filter(breach=breach).delete()
        create_data_key(breach, at=at)
        return sealer_for(breach)


def _index(case: Case, comparing: Sealer) -> None:
    """The patients who have no index yet; nothing for a case whose own key is gone."""
    try:
        sealer = sealer_for(case.pk)
    except NoDataKey:
        return
    after = UUID(int=0)
    waiting = case.patients.filter(comparisons=None).only("case_id", "sealed").order_by("pk")
    while batch := list(waiting.filter(pk__gt=after)[:_BATCH]):
        after = batch[-1].pk
        rows = [row for patient in batch for row in _rows(case, patient, sealer, comparing)]
        Comparison.objects.bulk_create(rows)


def _rows(case: Case, patient: Patient, sealer: Sealer, comparing: Sealer) -> list[Comparison]:
    return [
        Comparison(patient=patient, case=case, breach_id=case.breach_id, index=comparing.blind_index(topic, text))
        for topic, text in common_identities(open_person(patient, sealer))
    ]
