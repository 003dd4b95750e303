"""What is said: versions of a case's wording, their approval, and the masters made from them."""

from uuid import uuid4

from django.db import models

from notifier.accounts.models import User
from notifier.breaches.models import Case
from notifier.notices.choices import DOUBT_DAYS, FollowUp, WordingState


class Wording(models.Model):
    """One version of a case's notice. A draft may change; an approved one never does."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="wordings")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in WordingState])
    created_at = models.DateTimeField()
    # Approved with the text: after so many days in doubt a letter takes the place of a message.
    doubt_days = models.PositiveSmallIntegerField(default=DOUBT_DAYS)
    # Of a further notice to those already told what it is for; empty of the first.
    follow_up = models.CharField(max_length=12, choices=[(f.value, f.value) for f in FollowUp], blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="notices_one_wording_per_number"),
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(state=WordingState.DRAFT.value),
                name="notices_one_draft_per_case",
            ),
        ]

    def __str__(self) -> str:
        return f"wording {self.number} of {self.case_id}"


class WordingText(models.Model):
    """The text for one language, tier and audience: the parts of Article 34(2), the same for e-mail and letter."""

    wording = models.ForeignKey(Wording, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=2)
    tier = models.CharField(max_length=20)
    audience = models.CharField(max_length=10)
    subject = models.CharField(max_length=120)
    # Part of law.content -> text in its grammar.
    parts = models.JSONField()
    # Which of its revisions this is: whoever saves says which one they read.
    revision = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wording", "language", "tier", "audience"], name="notices_one_text_per_variant"
            )
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.tier} {self.audience}"


class Approval(models.Model):
    """The controller's word that this and nothing else is sent: binds to the hash of texts and masters."""

    wording = models.OneToOneField(Wording, on_delete=models.PROTECT, related_name="approval")
    sha256 = models.CharField(max_length=64)
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"approval {self.sha256[:12]}"


class Master(models.Model):
    """A message or letter with everything but the personal fields, stored once for all that carry it."""

    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="masters")
    channel = models.CharField(max_length=10)
    variant = models.CharField(max_length=48)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wording", "channel", "variant"], name="notices_one_master_per_variant")
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.variant}"
