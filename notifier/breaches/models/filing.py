"""The act of having filed with the authority, and the authority's own answer to it."""

from uuid import uuid4

from django.db import models

from notifier.breaches.choices import FilingChannel, FilingKind
from notifier.breaches.models.case import Case


class Filing(models.Model):
    """One filing, whatever its kind. It alone stops the Article 33 clock, and the first stops it for good.

    `reason` is why it was late, or why an earlier one is withdrawn.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="filings")
    kind = models.CharField(max_length=15, choices=[(k.value, k.value) for k in FilingKind])
    filed_at = models.DateTimeField()
    channel = models.CharField(max_length=20, choices=[(c.value, c.value) for c in FilingChannel])
    receipt = models.CharField(max_length=60, blank=True)
    # Whether it told all the authority asks; until one does, the rest is owed (Article 33(4)).
    is_complete = models.BooleanField()
    reason = models.BinaryField(null=True)
    recorded_at = models.DateTimeField()
    # An audit actor such as `user:7`; empty in filings older than this column.
    recorded_by = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return f"filing {self.pk}"


class FilingReceipt(models.Model):
    """The document the authority answered with, sealed under the case's data key and gone with it; the hash stays."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    filing = models.OneToOneField(Filing, on_delete=models.PROTECT, related_name="document")
    media_type = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    sealed = models.BinaryField(null=True)

    def __str__(self) -> str:
        return f"receipt {self.pk}"
