"""A master and its fields as a page of HTML, and WeasyPrint's rendering of it."""

from html import escape

from weasyprint import HTML, Document
from weasyprint.urls import URLFetcher

from notifier.press.fonts import font_configuration
from notifier.press.style import ADDRESS_SIZES

# Six lines have room at full leading; a seventh, abroad or before a guardian's name, asks for the denser one.
MAX_LINES = 7
_DENSE_FROM = 7
DENSE = "dense"
# The settings an address may have: its size in points, and how many lines it takes.
LOOKS = {f"s{size}": (size, _DENSE_FROM - 1) for size in ADDRESS_SIZES} | {DENSE: (min(ADDRESS_SIZES), MAX_LINES)}


def looks(lines: int) -> tuple[str, ...]:
    """The settings for an address of so many lines, the largest first."""
    return (DENSE,) if lines >= _DENSE_FROM else tuple(name for name in LOOKS if name != DENSE)


def render(html: str) -> Document:
    """Reaches nothing outside the page itself."""
    page = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",)))
    return page.render(font_config=font_configuration())


def address_html(lines: tuple[str, ...], look: str) -> str:
    """The address block of a letter."""
    spans = "".join(f'<div><span id="a{n}">{escape(line)}</span></div>' for n, line in enumerate(lines, start=1))
    classes = f"s{LOOKS[look][0]} {DENSE}" if look == DENSE else look
    return f'<div id="address" class="{classes}">{spans}</div>'
