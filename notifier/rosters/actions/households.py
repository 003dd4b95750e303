"""Who shares a mailbox or an address with another patient of the case: marked on their rows, so that no page must
compare everybody with everybody.
"""

from django.db.models import Count

from notifier.breaches.models import Case
from notifier.rosters.choices import Tier
from notifier.rosters.models import Patient

# The index that is compared, and the mark.
_SHARED = (("mailbox_index", "shares_mailbox"), ("address_index", "shares_address"))


class Households:
    """Marks within one case, inside the transaction of whoever changed its patients. A mark outlives the other patient:
    that someone else read a mailbox once is reason enough to look.
    """

    def __init__(self, case: Case) -> None:
        self._patients = case.patients

    def mark(self) -> list[Patient]:
        """Mark everybody who shares; returns those of the annotated tier who were not marked before. Four queries."""
        found: dict[object, Patient] = {}
        for index, mark in _SHARED:
            named = self._patients.filter(**{f"{index}__isnull": False}).order_by().values(index)
            shared = named.annotate(people=Count("pk")).filter(people__gt=1).values(index)
            fresh = self._patients.filter(**{mark: False, f"{index}__in": shared})
            for patient in fresh.filter(tier=Tier.ANNOTATED):
                setattr(found.setdefault(patient.pk, patient), mark, True)
            fresh.update(**{mark: True})
        return list(found.values())

    def mark_one(self, patient: Patient) -> None:
        """Mark, or no longer mark, one patient who was corrected, and whoever shares with them now; the row is not
        saved here. Four queries.
        """
        for index, mark in _SHARED:
            value = getattr(patient, index)
            others = self._patients.exclude(pk=patient.pk).filter(**{index: value})
            is_shared = value is not None and others.exists()
            setattr(patient, mark, is_shared)
            if is_shared:
                others.update(**{mark: True})
