"""What a controller chose and decided, what its DPO advised, what the authority ordered. Rows are added, never changed;
only the erasure of the case empties what was sealed.
"""

from uuid import uuid4

from django.db import models

from notifier.accounts.models import User
from notifier.breaches.choices import Paper, Topic
from notifier.breaches.models.case import Case
from notifier.law.decisions.grounds import Ground
from notifier.law.decisions.shapes import OrderKind, Telling
from notifier.law.risk import Risk
from notifier.law.severity.patients import Insight


def _choices(values: type[Topic | Paper | Ground | OrderKind | Telling | Risk | Insight]) -> list[tuple[str, str]]:
    return [(value.value, value.value) for value in values]


class Document(models.Model):
    """A file kept as evidence, sealed; the name it came with is not kept. `sha256` is that of the file."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20, choices=_choices(Paper))
    sealed = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"document {self.pk}"


class SeverityChoice(models.Model):
    """What the controller put into the severity method instead of what is assumed. `insight` empty: by specialty."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="severity_choices")
    number = models.PositiveIntegerField()
    insight = models.CharField(max_length=20, choices=_choices(Insight), blank=True)
    # Names of law.severity.circumstances.Circumstance.
    circumstances = models.JSONField(default=list)
    is_unintelligible = models.BooleanField(default=False)
    sealed = models.BinaryField(null=True)
    chosen_at = models.DateTimeField()
    chosen_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="breaches_one_severity_choice_each")]

    def __str__(self) -> str:
        return f"severity choice {self.pk}"


class Advice(models.Model):
    """What the DPO advised; empty where the advice is silent."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="advice")
    number = models.PositiveIntegerField()
    risk = models.CharField(max_length=20, choices=_choices(Risk), blank=True)
    notifies_authority = models.BooleanField(null=True)
    telling = models.CharField(max_length=20, choices=_choices(Telling), blank=True)
    sealed = models.BinaryField(null=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="breaches_one_advice_each")]

    def __str__(self) -> str:
        return f"advice {self.pk}"


class Decision(models.Model):
    """One version of one topic. In clear stand codes only: `value`, the ground of an exception and the tiers it is for,
    the day a delay is looked at again; the reasons and the evidence's texts lie sealed. `advice`: the newest the
    controller had before them.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    topic = models.CharField(max_length=20, choices=_choices(Topic))
    number = models.PositiveIntegerField()
    value = models.CharField(max_length=20)
    ground = models.CharField(max_length=20, choices=_choices(Ground), blank=True)
    tiers = models.JSONField(default=list)
    review_on = models.DateField(null=True)
    sealed = models.BinaryField(null=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="decisions")
    advice = models.ForeignKey(Advice, on_delete=models.PROTECT, null=True, related_name="decisions")
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "topic", "number"], name="breaches_one_decision_per_version")
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"


class Order(models.Model):
    """A decision received from the authority (GDPR Article 34(4)), with its document."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="orders")
    kind = models.CharField(max_length=20, choices=_choices(OrderKind))
    received_at = models.DateTimeField()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="orders")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"order {self.pk}"
