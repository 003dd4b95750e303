"""What the physician decided for patients whose notice waited, and the proof of what they told themselves."""

from uuid import uuid4

from django.db import models

from notifier.accounts.models import User
from notifier.breaches.models import Case
from notifier.notices.choices import CareChoice
from notifier.notices.models.notice import Notice
from notifier.rosters.choices import ToldHow


class CareDecision(models.Model):
    """One decision for one notice. Rows are added, never changed; only an erasure empties what was sealed.

    `sealed` is free text: of who was told, by whom, with a note; of anything else the reason, where one was given.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="care_decisions")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="care_decisions")
    choice = models.CharField(max_length=12, choices=[(c.value, c.value) for c in CareChoice])
    # Decided for a whole group at once.
    by_rule = models.BooleanField()
    told_on = models.DateField(null=True)
    told_how = models.CharField(max_length=12, choices=[(h.value, h.value) for h in ToldHow], blank=True)
    sealed = models.BinaryField(null=True)
    commitment = models.CharField(max_length=64, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            # Who was told has a day and a means; nobody else has.
            models.CheckConstraint(
                condition=(models.Q(choice=CareChoice.TOLD.value, told_on__isnull=False) & ~models.Q(told_how=""))
                | (~models.Q(choice=CareChoice.TOLD.value) & models.Q(told_on__isnull=True, told_how="")),
                name="notices_who_was_told_has_a_day_and_a_means",
            )
        ]

    def __str__(self) -> str:
        return f"care decision {self.pk}"
