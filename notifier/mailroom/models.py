"""Print runs: which letters were bundled together, in which order."""

from uuid import uuid4

from django.db import models

from notifier.breaches.models import Case
from notifier.mailroom.choices import Fate, ReturnReason
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
