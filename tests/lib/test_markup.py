"""Blocks as HTML."""

from html.parser import HTMLParser

import pytest

from notifier.lib.document import Answers, Block, Bullets, Heading, Lines, Paragraph, Steps
from notifier.lib.markup import to_html
from tests.lib.samples import DOCUMENT


@pytest.mark.parametrize(
    ("block", "html"),
    [
        (Heading("A & B"), "<h2>A &amp; B</h2>"),
        (Paragraph("<x>"), "<p>&lt;x&gt;</p>"),
        (Lines(("a", "b")), '<p class="lines">a<br>b</p>'),
        (Bullets(("a",)), "<ul><li>a</li>\n</ul>"),
        (Steps(("a",)), "<ol><li>a</li>\n</ol>"),
    ],
)
def test_each_block_has_its_tag_and_its_text_is_text(block: Block, html: str) -> None:
    assert to_html(block) == html


def test_an_answer_says_what_it_is_about() -> None:
    html = to_html(Answers((("Nom", True, "oui"), ("Notes", False, "non"))))
    assert html.count('<th scope="row">') == 2
    assert '<td class="yes">oui</td>' in html
    assert '<td class="no">non</td>' in html


def test_every_tag_is_closed() -> None:
    open_tags: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag != "br":
                open_tags.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert open_tags.pop() == tag

    Reader().feed("".join(map(to_html, DOCUMENT.blocks)))
    assert open_tags == []
