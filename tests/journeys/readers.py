"""What a patient's mail program and a postman make of what was sent."""

import re
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path

import pypdfium2 as pdfium

from notifier.lib.ids import parse_reference
from notifier.press.style import BLANK_BOTTOM, BLANK_LEFT, BLANK_TOP

_MM = 25.4 / 72


class _Page(HTMLParser):
    """The readable text of a page, and the addresses it would fetch or lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.addresses: list[str] = []
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden = tag in {"style", "title"}
        self.addresses += [value for name, value in attrs if name in {"src", "href", "action"} and value]

    def handle_endtag(self, tag: str) -> None:
        self._hidden = False

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)


def as_text(message: EmailMessage) -> str:
    """The plain part, in one line."""
    part = message.get_body(preferencelist=("plain",))
    assert part is not None
    return " ".join(part.get_content().split())


def as_html(message: EmailMessage) -> tuple[str, list[str]]:
    """The HTML part's text in one line, and every address in it."""
    part = message.get_body(preferencelist=("html",))
    assert part is not None
    page = _Page()
    page.feed(part.get_content())
    return " ".join(" ".join(page.words).split()), page.addresses


# A PDF reader may see a blank where two letters stand a little apart, and a letter's fields after its body.
REFERENCE = re.compile(r"\b(?:(?:[0-9A-Z] ?){4}- ?){3}[0-9A-Z]\b")


def reference_in(text: str) -> str:
    """The reference in the text; it must be one that could be issued."""
    for found in REFERENCE.findall(text):
        if reference := parse_reference(found):
            return reference
    raise AssertionError(text[:300])


def letters(path: Path) -> dict[str, tuple[list[str], str]]:
    """Of each letter of a bundle, by its reference: the lines the window shows, and the text of all its pages."""
    windows: dict[str, list[str]] = {}
    texts: dict[str, str] = {}
    for page in pdfium.PdfDocument(path):
        sheet = page.get_textpage()
        text = " ".join(sheet.get_text_bounded().split())
        if not text:
            continue  # The blank back of a letter's last sheet.
        reference = reference_in(text)
        if reference not in texts:
            height = page.get_height()
            shown = sheet.get_text_bounded(
                left=BLANK_LEFT / _MM,
                right=page.get_width(),
                top=height - BLANK_TOP / _MM,
                bottom=height - BLANK_BOTTOM / _MM,
            )
            windows[reference] = shown.strip().splitlines()
        texts[reference] = f"{texts.get(reference, '')} {text}"
    return {reference: (windows[reference], text) for reference, text in texts.items()}
