"""Print runs: which letters were bundled together, in which order."""

from uuid import uuid4

from django.db import models

from notifier.breaches.models import Case
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

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="mailroom_one_piece_per_place")]

    def __str__(self) -> str:
        return f"piece {self.position}"
