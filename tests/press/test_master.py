"""The master: equal for equal documents, names nobody, escapes everything."""

from dataclasses import replace

from notifier.lib.document import Paragraph
from notifier.press import master as slots
from notifier.press.master import LetterLabels, as_copy, letter_html
from notifier.press.style import COPY, LARGE
from tests.lib.samples import DOCUMENT
from tests.press.samples import FIELDS, MASTER

LABELS = LetterLabels(reference="Reference", date="Date")


def test_equal_documents_make_equal_masters() -> None:
    assert letter_html(DOCUMENT, LABELS) == letter_html(DOCUMENT, LABELS)


def test_every_personal_field_has_its_empty_place() -> None:
    assert (MASTER.count(slots.ADDRESS), MASTER.count(slots.DATE)) == (1, 1)
    assert MASTER.count(slots.REFERENCE) == 2
    assert FIELDS.reference not in MASTER


def test_text_is_escaped() -> None:
    html = letter_html(replace(DOCUMENT, blocks=(Paragraph("<script>x</script> & <!--address-->"),)), LABELS)
    assert "<script>" not in html
    assert html.count(slots.ADDRESS) == 1


def test_a_letter_speaks_its_language() -> None:
    english = letter_html(replace(DOCUMENT, language="en"), LABELS)
    assert '<html lang="en">' in english
    assert "<title>Letter</title>" in english
    assert "Date:" in english
    assert "Date&nbsp;:" in MASTER


def test_a_copy_says_so_once_before_its_title() -> None:
    copy = as_copy(MASTER, "Copie & <b>", is_large=False)
    assert copy.count('<p id="copy"><b>Copie &amp; &lt;b&gt;</b></p>\n<h1>') == 1
    assert copy.replace('<p id="copy"><b>Copie &amp; &lt;b&gt;</b></p>\n', "").replace(COPY, "") == MASTER
    assert LARGE in as_copy(MASTER, "Copie", is_large=True)
