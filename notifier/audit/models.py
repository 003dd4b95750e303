"""The audit log: one row per fact, its canonical bytes beside the columns that pages filter by."""

from django.db import models


class Event(models.Model):
    """A fact. `body` is the truth (RFC 8785 bytes); the other columns repeat parts of it for searching.

    No foreign keys, no personal data, no free text: the log must outlive what it speaks of.
    """

    uid = models.UUIDField(unique=True, editable=False)
    kind = models.CharField(max_length=60)
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    case_id = models.UUIDField(null=True)
    subject = models.CharField(max_length=80, blank=True)
    body = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["case_id", "id"], name="audit_event_case"),
            models.Index(fields=["subject", "id"], name="audit_event_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"
