"""Letters in other forms, measured."""

from datetime import datetime
from io import BytesIO

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest

from notifier.notices.choices import Form
from notifier.notices.models import Wording
from notifier.notices.rendering.forms import form_letter, spoken_script
from notifier.notices.rendering.previews import PREVIEW_REFERENCE, nobody
from notifier.notices.rules.samples import EVERYTHING
from notifier.notices.rules.texts import ALL
from notifier.rosters.choices import Language
from tests.press.samples import text_of

pytestmark = pytest.mark.django_db
KEYS = [(key.language.value, key.tier.value, key.audience.value) for key in ALL]


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("key", KEYS)
def test_every_text_has_each_form_on_four_pages_at_most(
    key: tuple[str, str, str], form: Form, draft: Wording, now: datetime
) -> None:
    letter = form_letter(draft, nobody(key, EVERYTHING), form, now)
    assert 1 <= letter.pages <= 4
    assert PREVIEW_REFERENCE in text_of(letter.pdf)


@pytest.mark.parametrize("form", Form)
def test_nothing_but_the_address_is_smaller_than_sixteen_points(form: Form, draft: Wording, now: datetime) -> None:
    pdf = form_letter(draft, nobody(KEYS[1], EVERYTHING), form, now).pdf
    sizes = _sizes(pdf)
    assert {size for size in sizes if size < 16} <= {9.0, 10.0}
    assert max(sizes) > 20


def test_the_pdf_says_nothing_of_itself(draft: Wording, now: datetime) -> None:
    pdf = form_letter(draft, nobody(KEYS[0], EVERYTHING), Form.SHORT, now).pdf
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert str(opened.docinfo.get("/Title")) == "Lettre"


@pytest.mark.parametrize("language", Language)
def test_the_script_names_the_practice_where_it_may(language: Language, draft: Wording) -> None:
    steps = spoken_script(draft, language)
    assert "Numéro 1" not in " ".join(line.text for line in steps[1][1])
    assert "Numéro 1" in " ".join(line.text for line in steps[2][1])


def _sizes(pdf: bytes) -> set[float]:
    """The sizes in which letters are set on the first page, in points: as written, times the page's own scale."""
    text = pdfium.PdfDocument(pdf)[0].get_textpage()
    matrix = pdfium_c.FS_MATRIX()
    sizes = set()
    for place in range(text.count_chars()):
        if text.get_text_range(place, 1).strip() and pdfium_c.FPDFText_GetMatrix(text, place, matrix):
            sizes.add(round(pdfium_c.FPDFText_GetFontSize(text, place) * abs(matrix.d), 1))
    return sizes
