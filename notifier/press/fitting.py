"""Whether letters would fit, found without composing each: the lines of many addresses are measured together."""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from html import escape
from itertools import islice

from weasyprint import HTML
from weasyprint.urls import URLFetcher

from notifier.press import master as slots
from notifier.press.fonts import font_configuration
from notifier.press.letters import MAX_LINES, is_printable
from notifier.press.style import ADDRESS_SIZES, WINDOW_WIDTH

_PX_PER_MM = 96 / 25.4
_SMALLEST = min(ADDRESS_SIZES)
_BATCH = 1000
# The widest any letter of a class comes out, in ems; a test measures each of them. What is in no class counts as the
# widest there is.
_WIDTHS = {
    0.42: " .,'’-:;!/()fijlrtIJ",
    0.67: "abcdeghknopqsuvxyzABCEFKLPRSTVXYZ0123456789éèêëàâîïôùûüçÉÈÊËÀÂÇ",
    0.82: "wDGHNOQUÔÙÛÜ&",
}
_WIDTH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_WIDEST = 1.4
_CSS = f"""
@page {{ size: 400mm 2000mm; margin: 5mm; }}
div {{ font: {_SMALLEST}pt/4mm "Open Sans", "DejaVu Sans", sans-serif; white-space: nowrap; }}
"""


def address_fault(lines: Collection[str], too_wide: Collection[str]) -> str:
    """Why no letter can be made for this address: `unprintable`, `address_too_wide`, or "" where one can. `too_wide` is
    what `lines_too_wide` says of these lines among others.
    """
    if not is_printable("".join(lines)):
        return "unprintable"
    if len(lines) > MAX_LINES or any(line in too_wide for line in lines):
        return "address_too_wide"
    return ""


def fits_surely(line: str) -> bool:
    """Whether the line fits the window even if every letter came out as wide as any of its class: most lines are told
    by this alone.
    """
    ems = sum(_WIDTH.get(letter, _WIDEST) for letter in line)
    return ems * _SMALLEST / 72 * 25.4 <= WINDOW_WIDTH


def lines_too_wide(lines: Iterable[str]) -> frozenset[str]:
    """Those wider than the envelope's window in the smallest size a letter is set in."""
    doubtful = iter(sorted({line for line in lines if not fits_surely(line)}))
    found: set[str] = set()
    while batch := list(islice(doubtful, _BATCH)):
        widths = _widths(batch)
        found |= {line for line, width in zip(batch, widths, strict=True) if width > WINDOW_WIDTH * _PX_PER_MM}
    return frozenset(found)


@lru_cache(maxsize=128)
def letter_pages(master_html: str) -> int:
    """How many pages a letter of this master takes. The personal fields stand in places of their own, so it is the same
    for all who get it.
    """
    page = master_html.replace(slots.ADDRESS, "").replace(slots.DATE, "1").replace(slots.REFERENCE, "1")
    html = HTML(string=page, url_fetcher=URLFetcher(allowed_protocols=("data",)))
    return len(html.render(font_config=font_configuration()).pages)


def _widths(lines: list[str]) -> Iterator[float]:
    """In pixels, as the letters themselves measure their address."""
    spans = "".join(f'<div><span id="w{n}">{escape(line)}</span></div>' for n, line in enumerate(lines))
    html = HTML(string=f"<style>{_CSS}</style>{spans}", url_fetcher=URLFetcher(allowed_protocols=("data",)))
    document = html.render(font_config=font_configuration())
    anchors = {name: box for page in document.pages for name, box in page.anchors.items()}
    for number in range(len(lines)):
        left, _, right, _ = anchors[f"w{number}"]
        yield right - left
