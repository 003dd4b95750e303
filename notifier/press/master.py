"""The letter's master: everything but the personal fields, whose elements stand alone and empty.

Later a master is laid out once and the fields are stamped; the shape, a master and fields, is the same.
"""

from dataclasses import dataclass
from html import escape

from notifier.lib.document import Document
from notifier.lib.markup import to_html
from notifier.press.style import COPY, CSS, LARGE, LOOKS, mark_css

ADDRESS = "<!--address-->"
DATE = "<!--date-->"
REFERENCE = "<!--reference-->"


@dataclass(frozen=True, slots=True)
class LetterLabels:
    """The words before the date and the reference, in the document's language; `mark` stands on every page."""

    reference: str
    date: str
    mark: str = ""


def letter_html(document: Document, labels: LetterLabels, look: str = "letter") -> str:
    """A complete page of HTML, equal for equal arguments. It names nobody, so it may be stored in clear. `look` is a
    key of style.LOOKS.
    """
    colon = "&nbsp;:" if document.language.startswith("fr") else ":"
    blocks = "\n".join(to_html(block) for block in document.blocks)
    # The title is what a PDF reader shows on a screen anybody may see: it says nothing.
    return f"""<!DOCTYPE html>
<html lang="{escape(document.language)}">
<head><meta charset="utf-8"><title>{"Lettre" if document.language.startswith("fr") else "Letter"}</title>
<style>{CSS}{LOOKS[look]}{mark_css(labels.mark) if labels.mark else ""}</style></head>
<body>
{ADDRESS}
<p id="fields">{escape(labels.date)}{colon} <b>{DATE}</b><br>{escape(labels.reference)}{colon} <b>{REFERENCE}</b></p>
<div id="foot">{escape(labels.reference)}{colon} {REFERENCE}</div>
<h1>{escape(document.subject)}</h1>
{blocks}
</body></html>
"""


def as_copy(master: str, words: str, *, is_large: bool) -> str:
    """The same letter under a line that calls it a copy, so that nobody takes it for a second one; in large print where
    that is asked for.
    """
    marked = master.replace("</style>", f"{LARGE if is_large else ''}{COPY}</style>", 1)
    return marked.replace("<h1>", f'<p id="copy"><b>{escape(words)}</b></p>\n<h1>', 1)
