"""A print run as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, Q

from notifier.mailroom.choices import Fate, ReturnReason
from notifier.mailroom.models import PrintRun, ReturnedLetter
from notifier.mailroom.rules.posting import in_ranges, is_presumed_delivered, presumed_on
from notifier.notices.choices import State


@dataclass(frozen=True, slots=True)
class RunPage:
    """Counts of pieces: still to be posted, posted and not come back, spoiled, come back (by reason). `presumed` of the
    posted are presumed delivered, the others from `presumed_from` on. `reprint` names the places to print again.
    """

    to_post: int
    posted: int
    first_on: date | None
    last_on: date | None
    presumed: int
    presumed_from: date | None
    spoiled: int
    reprint: str
    returns: Sequence[tuple[ReturnReason, int]]


def run_page_of(run: PrintRun, today: date) -> RunPage:
    """Four queries, whatever the number of letters."""
    pieces = run.pieces.order_by()
    waiting = Q(notice__state=State.IN_RUN) & ~Q(fate=Fate.SPOILED)
    posted = Q(notice__state=State.POSTED, fate=Fate.POSTED)
    counts = pieces.aggregate(
        to_post=Count("pk", filter=waiting),
        posted=Count("pk", filter=posted),
        first_on=Min("notice__posted_on", filter=posted),
        last_on=Max("notice__posted_on", filter=posted),
    )
    days = pieces.filter(posted).values_list("notice__posted_on").annotate(count=Count("pk"))
    by_day = {day: count for day, count in days if day is not None}
    spoiled = list(pieces.filter(fate=Fate.SPOILED).values_list("position", flat=True))
    returned = ReturnedLetter.objects.filter(piece__run=run).values_list("reason").annotate(count=Count("pk"))
    return RunPage(
        **counts,
        presumed=sum(count for day, count in by_day.items() if is_presumed_delivered(day, today)),
        presumed_from=presumed_on(counts["last_on"]) if counts["last_on"] else None,
        spoiled=len(spoiled),
        reprint=in_ranges(spoiled),
        returns=[(ReturnReason(reason), count) for reason, count in returned.order_by("-count", "reason")],
    )
