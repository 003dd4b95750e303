"""Why the authority is told late."""

from uuid import uuid4

from django.db import models

from notifier.breaches.models.case import Case


class LateReasons(models.Model):
    """The written reasons for a delay (GDPR Article 33(1)), sealed. Later ones are added, none is changed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="late_reasons")
    text = models.BinaryField()
    given_by = models.CharField(max_length=80)
    given_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"late reasons of {self.case_id}"
