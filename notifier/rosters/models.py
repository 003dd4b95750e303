"""Rosters as uploaded, and the patients they name. A patient's data lie sealed from the first row."""

from uuid import uuid4

from django.db import models

from notifier.breaches.models import Breach, Case
from notifier.practices.models import Physician
from notifier.rosters.choices import MailBucket


class Roster(models.Model):
    """One accepted upload. total = good + refused + duplicate; good = patients written + merged."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="rosters")
    imported_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    encoding = models.CharField(max_length=20)
    total = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    duplicate = models.PositiveIntegerField()
    # Rows of a person an earlier roster of the case already named.
    merged = models.PositiveIntegerField()
    # What became of the notices these were owed already: how many, by code (actions.following).
    followed = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"roster {self.pk}"


class StagedRoster(models.Model):
    """An upload someone must look at before it is imported: sealed as a whole, deleted once it is decided on."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="staged_rosters")
    sealed = models.BinaryField()
    uploaded_at = models.DateTimeField()
    # An audit actor such as `user:7`.
    uploaded_by = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"staged roster {self.pk}"


class Patient(models.Model):
    """One affected person. In clear stands only what routing needs; all else is in `sealed`.

    `exposure` and `care` are bit sets (rosters.rules.bits); `majority_year` is the year of the 18th birthday, so that
    minors can be counted without a birth date lying open.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="patients")
    roster = models.ForeignKey(Roster, on_delete=models.PROTECT, related_name="patients")
    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="patients")
    sealed = models.BinaryField()
    person_index = models.BinaryField(max_length=16)
    email_index = models.BinaryField(max_length=16, null=True)
    has_email = models.BooleanField()
    # Which of the big providers the address is with, so that none is written to too fast; never its domain.
    mail_bucket = models.CharField(max_length=12, choices=[(b.value, b.value) for b in MailBucket], blank=True)
    has_address = models.BooleanField()
    language = models.CharField(max_length=2)
    salutation = models.CharField(max_length=4)
    tier = models.CharField(max_length=20)
    exposure = models.PositiveSmallIntegerField()
    care = models.PositiveSmallIntegerField(default=0)
    # Whether any list said what care this person needs; without it `care` is not known rather than none.
    care_known = models.BooleanField(default=False)
    # What people of one household have in common (rosters.rules.sharing), keyed like the other indexes.
    mailbox_index = models.BinaryField(max_length=16, null=True)
    address_index = models.BinaryField(max_length=16, null=True)
    # Whether another patient of the case has the same (actions.households).
    shares_mailbox = models.BooleanField(default=False)
    shares_address = models.BooleanField(default=False)
    seen_year = models.PositiveSmallIntegerField(null=True)
    majority_year = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "person_index"], name="rosters_one_row_per_person")]
        indexes = [
            # Few among many, and counted on the page of care.
            models.Index(fields=["case"], condition=models.Q(shares_mailbox=True), name="rosters_sharing"),
            models.Index(
                fields=["case", "seen_year"], condition=models.Q(seen_year__isnull=False), name="rosters_last_seen"
            ),
        ]

    def __str__(self) -> str:
        return f"patient {self.pk}"


class Comparison(models.Model):
    """One keyed index of a patient, comparable with those of the other cases of the breach whose controllers allow it,
    and with nothing else: its key is the breach's own.
    """

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="comparisons")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="comparisons")
    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="comparisons")
    index = models.BinaryField(max_length=16)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["patient", "index"], name="rosters_one_comparison_per_index")]
        indexes = [models.Index(fields=["breach", "index"], name="rosters_comparison_index")]

    def __str__(self) -> str:
        return f"comparison {self.pk}"
