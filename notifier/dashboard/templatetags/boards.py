"""A board's filters, and the addresses of its other views."""

from urllib.parse import urlencode
from uuid import UUID

from django import template
from django.urls import reverse

from notifier.dashboard.choices import Sorting, Watch
from notifier.dashboard.queries.boards import Board

register = template.Library()


@register.filter
def watches(board: Board) -> list[tuple[Watch, str, int]]:
    """Each filter with its words and how many cases it shows."""
    return [(watch, str(watch.label), board.counts[watch]) for watch in Watch]


@register.simple_tag
def board_address(
    board: Board,
    watch: Watch | None = None,
    sorting: Sorting | None = None,
    after: UUID | None = None,
    *,
    ticked: str = "",
) -> str:
    """The board as it is asked for, but for what is given. Another filter or order begins at the first page.
    `ticked` is "1" for this page's cases, "tout" for all of the filter.
    """
    wanted = board.wanted
    stays = watch is None and sorting is None
    kept = {
        "voir": (wanted.watch if watch is None else watch).value,
        "tri": (wanted.sorting if sorting is None else sorting).value,
        "apres": str(after or (wanted.after if ticked and stays else "") or ""),
        "coches": ticked,
    }
    query = urlencode({name: value for name, value in kept.items() if value})
    return reverse("breach", args=[board.breach.pk]) + (f"?{query}" if query else "")
