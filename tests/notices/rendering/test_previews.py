"""What one real patient would get, before anything is approved."""

from datetime import datetime

import pytest

from notifier.breaches.models import Case
from notifier.lib.ids import parse_reference
from notifier.notices.models import Wording
from notifier.notices.rendering.previews import (
    PREVIEW_REFERENCE,
    nobody,
    preview_blocks,
    preview_email,
    preview_letter,
    real_person,
)
from notifier.notices.rules.documents import VariantText
from tests.press.samples import text_of

pytestmark = pytest.mark.django_db


def test_the_letter_is_the_patients_own(case: Case, draft: Wording, now: datetime) -> None:
    patient = case.patients.get(tier="annotated")
    text = text_of(preview_letter(draft, real_person(patient, now, is_masked=False), now))
    assert "Ancienne Canari" in text
    assert "Notes de votre médecin oui" in text
    assert PREVIEW_REFERENCE in text


def test_the_message_is_read_back_from_its_bytes(case: Case, draft: Wording, now: datetime) -> None:
    patient = case.patients.get(tier="annotated")
    preview = preview_email(draft, real_person(patient, now, is_masked=False), now)
    assert "Ancienne Canari" in preview.text
    assert "Ancienne Canari" in preview.html
    assert preview.subject


def test_whoever_has_no_address_can_be_previewed_too(case: Case, draft: Wording, now: datetime) -> None:
    shown = real_person(case.patients.get(has_email=False, has_address=False), now, is_masked=False)
    assert "Canari" in preview_email(draft, shown, now).text
    assert "Canari" in text_of(preview_letter(draft, shown, now))


def test_masked_it_has_the_shape_and_not_the_name(case: Case, draft: Wording, now: datetime) -> None:
    shown = real_person(case.patients.get(tier="annotated"), now, is_masked=True)
    email, letter = preview_email(draft, shown, now), text_of(preview_letter(draft, shown, now))
    for said in (email.text, email.html, letter):
        assert "Axxxxxxx Cxxxxx" in said
        assert "Canari" not in said
        assert "Ancienne" not in said
    assert "Notes de votre médecin oui" in letter


def test_a_text_nobody_would_get_is_shown_to_an_invented_person(draft: Wording, now: datetime) -> None:
    shown = nobody(("en", "annotated", "adult"), exposure=1)
    assert "Camille Exemple" in preview_email(draft, shown, now).text
    assert "Your doctor’s notes no" in text_of(preview_letter(draft, shown, now))


def test_a_text_nobody_saved_yet_is_shown_and_not_kept(draft: Wording, now: datetime) -> None:
    key = ("fr", "administrative", "adult")
    text = draft.texts.get(language="fr", tier="administrative", audience="adult")
    typed = VariantText("Autre objet", {**text.parts, "measures": "- un <b>\n- deux chez {practice}"})
    shown = nobody(key, exposure=1)
    blocks = preview_blocks(draft, shown, typed)
    assert "<li>un &lt;b&gt;</li>\n<li>deux chez Cabinet du Dr\u00a0Numéro 1</li>" in blocks
    assert "Autre objet" in text_of(preview_letter(draft, shown, now, {key: typed}))
    assert "Autre objet" not in text_of(preview_letter(draft, shown, now))


def test_a_previews_reference_could_never_be_issued() -> None:
    """Or a preview that went astray would be confirmed as real."""
    assert parse_reference(PREVIEW_REFERENCE) is None
