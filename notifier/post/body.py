"""A document as the two bodies of a message: plain text, and HTML that needs nothing from outside."""

from dataclasses import dataclass
from html import escape

import css_inline

from notifier.lib.document import Answers, Block, Bullets, Document, Heading, Lines, Paragraph, Steps
from notifier.lib.markup import to_html

_CSS = """
body { margin: 0; background: #f6f4ef; color: #1d1b18; }
table.page { width: 100%; background: #f6f4ef; }
td.gutter { padding: 24px 12px; }
table.sheet { width: 100%; max-width: 600px; margin: 0 auto; background: #ffffff; }
td.text { padding: 28px 24px; font: 17px/1.5 -apple-system, "Segoe UI", Roboto, "Open Sans", sans-serif; }
h1 { font-size: 24px; line-height: 1.25; margin: 0 0 20px; }
h2 { font-size: 19px; line-height: 1.3; margin: 28px 0 8px; }
p, ul, ol { margin: 0 0 14px; }
ul, ol { padding-left: 24px; }
li { margin-bottom: 8px; }
p.fields { border-left: 4px solid #17527a; padding-left: 12px; }
table.answers { width: 100%; border-collapse: collapse; margin: 0 0 14px; }
table.answers th { font-weight: normal; text-align: left; padding: 6px 0; border-bottom: 1px solid #ddd8cc; }
table.answers td { text-align: right; padding: 6px 0; border-bottom: 1px solid #ddd8cc; }
td.yes { font-weight: bold; }
div.preheader { display: none; max-height: 0; overflow: hidden; }
p.end { color: #55514a; font-size: 15px; border-top: 1px solid #ddd8cc; padding-top: 14px; margin-top: 28px; }
"""
# Stands in the head as it is, for programs that read at night; the others leave it out.
_DARK = """
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
p.end { color: #b9b3a7 !important; border-color: #3b3833 !important; }
body, table.page { background: #171614 !important; color: #eeeae2 !important; }
table.sheet { background: #1f1e1b !important; }
p.fields { border-color: #8fc3ea !important; }
table.answers th, table.answers td { border-color: #3b3833 !important; }
}
"""
# Long enough for the longest preview of a mail program, together with the words before it.
_PREHEADER_FILL = 60
_INLINER = css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=True)


@dataclass(frozen=True, slots=True)
class Slots:
    """Label and token of each personal field; a token stands alone on its line. `preheader` is what mail programs show
    beside the subject, `end` the lines under the notice.
    """

    attention: tuple[str, str]
    reference: tuple[str, str]
    date: tuple[str, str]
    preheader: str = ""
    end: str = ""

    @property
    def top(self) -> tuple[tuple[str, str], ...]:
        return (self.attention, self.date, self.reference)


def text_body(document: Document, slots: Slots) -> str:
    """Plain text, paragraphs parted by an empty line."""
    colon = _colon(document)
    fields = "\n\n".join(f"{label}{colon}\n{token}" for label, token in slots.top)
    end = [slots.end] if slots.end else []
    return "\n\n".join([document.subject, fields, *(_text(block, colon) for block in document.blocks), *end]) + "\n"


def html_body(document: Document, slots: Slots) -> str:
    """One column of at most 600 pixels, styles inline, no image, no link, nothing to load."""
    colon = _colon(document)
    fields = "<br>\n".join(f"{escape(label)}{colon}<br>\n<strong>\n{token}\n</strong>" for label, token in slots.top)
    blocks = "\n".join(to_html(block) for block in document.blocks)
    title, language = escape(document.subject), escape(document.language)
    end = f'<p class="end">{escape(slots.end)}</p>' if slots.end else ""
    page = f"""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{title}</title>
<style>{_CSS}{_DARK}</style>
</head>
<body>
{_preheader(slots.preheader)}
<table class="page" role="presentation" lang="{language}"><tr><td class="gutter">
<table class="sheet" role="presentation"><tr><td class="text">
<h1>{title}</h1>
<p class="fields">{fields}</p>
{blocks}
{end}
</td></tr></table>
</td></tr></table>
</body>
</html>
"""
    inlined: str = _INLINER.inline(page)
    return inlined


def _preheader(words: str) -> str:
    """Shown beside the subject in a list of mails and nowhere else: without it a program takes the first words of the
    notice. The blanks after it keep those from following.
    """
    if not words:
        return ""
    return f'<div class="preheader">{escape(words)}{"&#847;&zwnj;&nbsp;" * _PREHEADER_FILL}</div>'


def _colon(document: Document) -> str:
    return "\N{NO-BREAK SPACE}:" if document.language.startswith("fr") else ":"


def _text(block: Block, colon: str) -> str:
    match block:
        case Heading(text):
            return text.upper()
        case Paragraph(text):
            return text
        case Lines(items):
            return "\n".join(items)
        case Bullets(items):
            return "\n".join(f"- {item}" for item in items)
        case Steps(items):
            return "\n".join(f"{number}. {item}" for number, item in enumerate(items, start=1))
        case Answers(rows):
            return "\n".join(f"- {label}{colon} {answer}" for label, _, answer in rows)
