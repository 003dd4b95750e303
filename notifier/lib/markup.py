"""Blocks as HTML: the same tags for the message and the letter, each of which dresses them in its own way."""

from html import escape

from notifier.lib.document import Answers, Block, Bullets, Heading, Lines, Paragraph, Steps


def to_html(block: Block) -> str:
    """One block. Items and rows stand on lines of their own: a mail's lines must not grow long (RFC 5322 2.1.1)."""
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
            return f'<table class="answers">{"".join(_answer(*row) for row in rows)}</table>'


def _items(items: tuple[str, ...]) -> str:
    return "".join(f"<li>{escape(item)}</li>\n" for item in items)


def _answer(label: str, concerned: bool, answer: str) -> str:
    kind = "yes" if concerned else "no"
    return f'<tr><th scope="row">{escape(label)}</th><td class="{kind}">{escape(answer)}</td></tr>\n'
