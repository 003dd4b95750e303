"""How a draft came to say what it says: its revisions, what people wrote beside it, and which advice they set aside."""

from uuid import uuid4

from django.db import models

from notifier.accounts.models import User
from notifier.notices.models.wording import Wording, WordingText


class TextRevision(models.Model):
    """One saved state of a text. The first is what the draft began with, saved by nobody in particular."""

    text = models.ForeignKey(WordingText, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=120)
    parts = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["text", "number"], name="notices_one_revision_per_number")]

    def __str__(self) -> str:
        return f"revision {self.number} of text {self.text_id}"


class WordingComment(models.Model):
    """A remark on a wording or on one place of it. Its words may name someone, so they lie sealed with the case."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="comments")
    # The text and the part it is about; empty where it is about the wording as a whole.
    language = models.CharField(max_length=2, blank=True)
    tier = models.CharField(max_length=20, blank=True)
    audience = models.CharField(max_length=10, blank=True)
    part = models.CharField(max_length=20, blank=True)
    sealed = models.BinaryField(null=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | models.Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="notices_a_resolved_comment_names_who",
            )
        ]

    def __str__(self) -> str:
        return f"comment {self.pk}"


class Override(models.Model):
    """An advisory finding the controller sets aside, for a reason. `finding` is its fingerprint (rules.overrides): once
    the words it is about change, the override stands for nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="overrides")
    code = models.CharField(max_length=40)
    finding = models.CharField(max_length=64)
    sealed = models.BinaryField(null=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wording", "finding"], name="notices_one_override_per_finding")]

    def __str__(self) -> str:
        return f"override of {self.code}"
