"""Whether letters would fit, found without making each: the lines are measured as they would be stamped."""

from collections.abc import Collection, Iterable
from functools import lru_cache

from notifier.press import master as slots
from notifier.press.layout import MAX_LINES, render
from notifier.press.shaping import is_printable, measure, shapeless, stand_ins
from notifier.press.style import ADDRESS_SIZES, WINDOW_WIDTH

_EMS = WINDOW_WIDTH / 25.4 * 72 / min(ADDRESS_SIZES)


def address_fault(lines: Collection[str], too_wide: Collection[str]) -> str:
    """Why no letter can be made for this address: `unprintable`, `address_too_wide`, or "" where one can. `too_wide` is
    what `lines_too_wide` says of these lines among others.
    """
    if not is_printable("".join(lines)):
        return "unprintable"
    if len(lines) > MAX_LINES or any(line in too_wide for line in lines):
        return "address_too_wide"
    return ""


def lines_too_wide(lines: Iterable[str]) -> frozenset[str]:
    """Those wider than the envelope's window in the smallest size a letter is set in."""
    return frozenset(line for line in set(lines) if measure(line) > _EMS)


def shapeless_letters(lines: Iterable[str]) -> str:
    """The letters for which no letter can be made, each once, in their order."""
    return "".join(sorted(frozenset().union(*map(shapeless, lines))))


def stand_in_letters(lines: Iterable[str]) -> str:
    """The letters that would be drawn from another font than the letter's own: legible, and seen to be so."""
    return "".join(sorted(frozenset().union(*map(stand_ins, lines))))


@lru_cache(maxsize=128)
def letter_pages(master_html: str) -> int:
    """How many pages a letter of this master takes. The personal fields stand in places of their own, so it is the same
    for all who get it.
    """
    page = master_html.replace(slots.ADDRESS, "").replace(slots.DATE, "1").replace(slots.REFERENCE, "1")
    return len(render(page).pages)
