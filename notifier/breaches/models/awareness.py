"""The awareness ledger of a case: who knew what and when, with its papers. Entries are added, never changed."""

from uuid import uuid4

from django.db import models

from notifier.breaches.models.case import Case
from notifier.law.ledger import AwarenessKind


class AwarenessEntryQuerySet(models.QuerySet["AwarenessEntry"]):
    def in_force(self) -> "AwarenessEntryQuerySet":
        """Those that no later entry corrects: one of each kind at most."""
        return self.filter(correction__isnull=True)


class AwarenessEntry(models.Model):
    """One moment somebody knew. A correction names the entry it corrects; its reason lies sealed.

    The certainty in force is the case's `aware_at`. `recorded_by` is an actor of the log.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="awareness")
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in AwarenessKind])
    happened_at = models.DateTimeField()
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="correction")
    reason = models.BinaryField(null=True)
    recorded_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()

    objects = AwarenessEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=models.Q(corrects__isnull=True),
                name="breaches_one_first_entry_per_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(corrects__isnull=True) | models.Q(reason__isnull=False),
                name="breaches_a_correction_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.case_id}"


class AwarenessFile(models.Model):
    """A paper that shows an entry to be true: sealed under the case's key, hashed; its name is not kept."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    entry = models.ForeignKey(AwarenessEntry, on_delete=models.PROTECT, related_name="files")
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    sealed = models.BinaryField()
    added_by = models.CharField(max_length=80)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "sha256"], name="breaches_a_paper_is_attached_once"),
        ]

    def __str__(self) -> str:
        return f"file {self.pk}"
