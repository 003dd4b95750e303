"""Print runs: which letters were bundled together, in which order, and what became of them."""

from uuid import uuid4

from django.db import models

from notifier.breaches.models import Case
from notifier.mailroom.choices import Fate, Finding, ReturnReason, Stage
from notifier.notices.choices import State
from notifier.notices.models import Notice


class PrintRun(models.Model):
    """A bundle of letters of one case, made once. `number` counts up within the case and names the file."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="print_runs")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    letters = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    is_duplex = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="mailroom_one_run_per_number")]

    def __str__(self) -> str:
        return f"print run {self.number} of {self.case_id}"


class Piece(models.Model):
    """One letter's place in a run. `sha256` is the commitment of the attempt that made it (delivery.models.Attempt): it
    leads to the log, and nobody can test a guess of the letter's content against it.
    """

    run = models.ForeignKey(PrintRun, on_delete=models.PROTECT, related_name="pieces")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="pieces")
    position = models.PositiveIntegerField()
    first_page = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    fate = models.CharField(max_length=10, choices=[(f.value, f.value) for f in Fate], blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="mailroom_one_piece_per_place")]

    def __str__(self) -> str:
        return f"piece {self.position}"


class ReturnedLetter(models.Model):
    """A letter that came back: the piece it was, why, and where its notice went by rule. `noted_by` is an actor of the
    log.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    piece = models.OneToOneField(Piece, on_delete=models.PROTECT, related_name="returned")
    reason = models.CharField(max_length=20, choices=[(r.value, r.value) for r in ReturnReason])
    led_to = models.CharField(max_length=20, choices=[(s.value, s.value) for s in State])
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=80)

    class Meta:
        # A person's last ten, on the page where they type.
        indexes = [models.Index(fields=["noted_by", "-noted_at"], name="mailroom_returns_noted")]

    def __str__(self) -> str:
        return f"return {self.pk}"


class Consignment(models.Model):
    """One letter's way to a hybrid-mail provider. Its `id` is what the provider knows it by (its custom_id); `sending`
    is the provider's own id, once there is one. While `token` holds it until `lease_until`, one worker is at it.

    `code` says why it was put off or declined: a word of ours, or the provider's. `pages` are those the provider says
    it printed.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    piece = models.OneToOneField(Piece, on_delete=models.PROTECT, related_name="consignment")
    provider = models.CharField(max_length=40)
    stage = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Stage], default=Stage.WAITING)
    sending = models.CharField(max_length=40, blank=True)
    token = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    code = models.CharField(max_length=60, blank=True)
    submitted_at = models.DateTimeField(null=True)
    produced_on = models.DateField(null=True)
    pages = models.PositiveSmallIntegerField(null=True)
    finding = models.CharField(max_length=10, choices=[(f.value, f.value) for f in Finding], blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["provider", "stage", "due_at"], name="mailroom_consignments_due"),
            # A provider's webhook names the letter by this.
            models.Index(fields=["sending"], name="mailroom_consignments_sending"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(token__isnull=True, lease_until__isnull=True)
                | models.Q(token__isnull=False, lease_until__isnull=False),
                name="mailroom_a_token_has_a_lease",
            ),
            # The one thing that must never be: a letter asked to be printed, and no trace of which one.
            models.CheckConstraint(
                condition=~models.Q(stage__in=[Stage.SUBMITTED, Stage.PRODUCED, Stage.ENDED]) | ~models.Q(sending=""),
                name="mailroom_what_is_submitted_has_a_name",
            ),
        ]

    def __str__(self) -> str:
        return f"consignment {self.pk}"
