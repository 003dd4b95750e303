"""What the controller writes into the authority's file, beside what the system knows, and the annex all cases share."""

from uuid import uuid4

from django.db import models

from notifier.breaches.models import Breach, Case


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


class CommonAnnex(models.Model):
    """What every controller of a breach attaches to its filing: the vendor's facts of one version in one language, the
    same bytes for all. `number` is the version's; 0: as the breach was described when it was opened. Never changed.
    """

    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="annexes")
    number = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2)
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["breach", "number", "language"], name="dossiers_one_annex_per_version")
        ]

    def __str__(self) -> str:
        return f"annex {self.number} of {self.breach_id}"

    @property
    def file_name(self) -> str:
        return f"annexe-commune-{self.number}-{self.language}.pdf"


class NamedAnnex(models.Model):
    """A case's file named this annex, from that export on."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="named_annexes")
    annex = models.ForeignKey(CommonAnnex, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "annex"], name="dossiers_an_annex_is_named_once")]

    def __str__(self) -> str:
        return f"annex named {self.pk}"
