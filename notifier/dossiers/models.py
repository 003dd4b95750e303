"""What the controller writes into the authority's file, beside what the system knows."""

from uuid import uuid4

from django.db import models

from notifier.breaches.models import Case


class AuthorityAnswers(models.Model):
    """The answers of a case, sealed as a whole under its data key; rules.authority.answers says how."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="authority_answers")
    sealed = models.BinaryField()
    changed_at = models.DateTimeField()
    # An audit actor such as `user:7`.
    changed_by = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"authority's answers {self.pk}"
