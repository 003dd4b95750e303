"""A copy is the approved letter of what was sent, says that it is one, and bears the same reference."""

import re

import pypdfium2 as pdfium
import pytest
from django.db.models import Value
from django.db.models.functions import Concat

from notifier.breaches.models import Case
from notifier.dossiers.policies import ActRefused
from notifier.dossiers.rendering.copies import copy_letter
from notifier.notices.choices import Channel, PaperForm, State
from notifier.notices.models import Master
from notifier.press.style import BLANK_BOTTOM, BLANK_LEFT, BLANK_TOP

pytestmark = pytest.mark.django_db
COPY = "Copie de l’avis envoyé par courriel le 4 mars 2026. Ce n’est pas un nouvel avis."


def pages(pdf: bytes) -> list[str]:
    with pdfium.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def words(pdf: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(pages(pdf)))


def test_a_copy_says_so_and_names_the_same_reference(case: Case) -> None:
    notice = case.notices.filter(state=State.SENT).order_by("pk")[0]
    text = words(copy_letter(notice, PaperForm.PLAIN))
    assert COPY in text
    assert notice.reference in text
    assert "Des données vous concernant ont été volées." in text


def test_large_print_takes_more_pages(case: Case) -> None:
    notice = case.notices.filter(state=State.SENT).order_by("pk")[0]
    plain, large = (copy_letter(notice, form) for form in (PaperForm.PLAIN, PaperForm.LARGE))
    assert len(pages(large)) > len(pages(plain))


def test_in_easy_words_it_is_the_short_form_with_the_same_reference(case: Case) -> None:
    notice = case.notices.filter(state=State.SENT).order_by("pk")[0]
    text = words(copy_letter(notice, PaperForm.EASY))
    assert "Le voici en mots simples." in text
    assert notice.reference in text
    assert text != words(copy_letter(notice, PaperForm.LARGE))


@pytest.mark.parametrize("form", [PaperForm.PLAIN, PaperForm.LARGE, PaperForm.EASY])
def test_nothing_but_the_address_stands_where_the_window_may_show(case: Case, form: PaperForm) -> None:
    notice = case.notices.filter(state=State.SENT).order_by("pk")[0]
    with pdfium.PdfDocument(copy_letter(notice, form)) as document:
        page = document[0]
        text = page.get_textpage()
        found = text.get_text_bounded(*zone(page.get_height()))
    assert re.fullmatch(r"Mme Emilie [A-Z] Canari", re.sub(r"\s+", " ", found).strip())


def zone(height: float) -> tuple[float, float, float, float]:
    """Left, bottom, right, top in points from the lower left corner."""
    point = 72 / 25.4
    return BLANK_LEFT * point, height - BLANK_BOTTOM * point, 210 * point, height - BLANK_TOP * point


def test_a_letter_has_its_copy_too(case: Case) -> None:
    notice = case.notices.get(state=State.READY_TO_PRINT)
    assert "Copie de l’avis envoyé par lettre" in words(copy_letter(notice, PaperForm.PLAIN))


def test_what_was_never_sent_has_no_copy(case: Case) -> None:
    with pytest.raises(ActRefused, match="not_sent"):
        copy_letter(case.notices.get(state=State.HELD), PaperForm.PLAIN)


def test_without_the_patient_there_is_none(case: Case) -> None:
    case.notices.filter(state=State.SENT).update(patient=None)
    with pytest.raises(ActRefused, match="patient_erased"):
        copy_letter(case.notices.filter(state=State.SENT)[0], PaperForm.PLAIN)


def test_without_an_approved_letter_there_is_none(case: Case) -> None:
    Master.objects.filter(channel=Channel.LETTER).update(variant=Concat("variant", Value(".old")))
    with pytest.raises(ActRefused, match="text_not_approved"):
        copy_letter(case.notices.filter(state=State.SENT)[0], PaperForm.PLAIN)
