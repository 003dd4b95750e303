"""The paper for telling someone in person."""

from datetime import datetime

import pypdfium2 as pdfium
import pytest

from notifier.audit.actors import Actor
from notifier.notices.queries.care.reasons import waiting
from notifier.notices.rendering.aide_memoire import aide_memoire
from notifier.rosters.choices import Language
from tests.notices.odd import notice_of, odd_case

pytestmark = pytest.mark.django_db


def text_of(pdf: bytes) -> str:
    """What a person reads on it."""
    pages = pdfium.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.FRENCH, ("AIDE-MÉMOIRE", "Ce qui a fui", "Notes de votre médecin oui", "Par, signature")),
        (Language.ENGLISH, ("What leaked", "Your doctor’s notes yes", "What to say", "By, signature")),
    ],
)
def test_it_says_what_leaked_and_leaves_a_line_to_sign(
    language: Language, words: tuple[str, ...], now: datetime, by: Actor
) -> None:
    case, _ = odd_case(at=now, by=by)
    notice = notice_of(case, "Secret")
    found = waiting(case, case.notices.filter(pk=notice.pk), now.year)
    text = text_of(aide_memoire(case, found, language, now))
    assert all(word in text for word in words), text
    assert "Secret Canari" in text
    assert notice.reference in text
    # Neither where the minor lives nor what is at home.
    assert "Nid" not in text
    assert "parent@" not in text


def test_it_is_the_same_for_the_same_people(now: datetime, by: Actor) -> None:
    case, _ = odd_case(at=now, by=by)
    found = waiting(case, case.notices.filter(pk=notice_of(case, "Secret").pk), now.year)
    assert aide_memoire(case, found, Language.FRENCH, now) == aide_memoire(case, found, Language.FRENCH, now)
