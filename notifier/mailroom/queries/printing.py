"""Reads of print runs."""

from notifier.mailroom.models import PrintRun
from notifier.mailroom.rules import Sheet


def sheets(run: PrintRun) -> list[Sheet]:
    """The run's letters in their order, for the manifest; one query."""
    pieces = run.pieces.select_related("notice").order_by("position")
    return [Sheet(p.position, p.notice.reference, p.first_page, p.pages, p.sha256) for p in pieces]
