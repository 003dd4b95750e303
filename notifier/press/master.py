"""The letter's master: everything but the personal fields, whose elements stand alone and empty.

Later a master is laid out once and the fields are stamped; the shape, a master and fields, is the same.
"""

from dataclasses import dataclass
from html import escape

from notifier.lib.document import Answers, Block, Bullets, Document, Heading, Lines, Paragraph, Steps
from notifier.press.style import CSS

ADDRESS = "<!--address-->"
DATE = "<!--date-->"
REFERENCE = "<!--reference-->"


@dataclass(frozen=True, slots=True)
class LetterLabels:
    """The words before the date and the reference, in the document's language."""

    reference: str
    date: str


def letter_html(document: Document, labels: LetterLabels) -> str:
    """A complete page of HTML, equal for equal arguments. It names nobody, so it may be stored in clear."""
    colon = "&nbsp;:" if document.language.startswith("fr") else ":"
    blocks = "\n".join(_block(block) for block in document.blocks)
    # The title is what a PDF reader shows on a screen anybody may see: it says nothing.
    return f"""<!DOCTYPE html>
<html lang="{escape(document.language)}">
<head><meta charset="utf-8"><title>{"Lettre" if document.language.startswith("fr") else "Letter"}</title>
<style>{CSS}</style></head>
<body>
{ADDRESS}
<p id="fields">{escape(labels.date)}{colon} <b>{DATE}</b><br>{escape(labels.reference)}{colon} <b>{REFERENCE}</b></p>
<div id="foot">{escape(labels.reference)}{colon} {REFERENCE}</div>
<h1>{escape(document.subject)}</h1>
{blocks}
</body></html>
"""


def _block(block: Block) -> str:
    match block:
        case Heading(text):
            return f"<h2>{escape(text)}</h2>"
        case Paragraph(text):
            return f"<p>{escape(text)}</p>"
        case Lines(items):
            return f'<p class="lines">{"<br>".join(escape(item) for item in items)}</p>'
        case Bullets(items):
            return f"<ul>{_items(items)}</ul>"
        case Steps(items):
            return f"<ol>{_items(items)}</ol>"
        case Answers(rows):
            return f"<table>{''.join(_answer(*row) for row in rows)}</table>"


def _items(items: tuple[str, ...]) -> str:
    return "".join(f"<li>{escape(item)}</li>" for item in items)


def _answer(label: str, concerned: bool, answer: str) -> str:
    kind = "yes" if concerned else "no"
    return f'<tr><th scope="row">{escape(label)}</th><td class="{kind}">{escape(answer)}</td></tr>'
