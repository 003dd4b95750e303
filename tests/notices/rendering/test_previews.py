"""What one real patient would get, before anything is approved."""

from datetime import datetime

import pytest

from notifier.breaches.models import Case
from notifier.lib.ids import parse_reference
from notifier.notices.models import Wording
from notifier.notices.rendering.previews import PREVIEW_REFERENCE, preview_email, preview_letter
from tests.press.samples import text_of

pytestmark = pytest.mark.django_db


def test_the_letter_is_the_patients_own(case: Case, draft: Wording, now: datetime) -> None:
    patient = case.patients.get(tier="annotated")
    text = text_of(preview_letter(draft, patient, now))
    assert "Ancienne Canari" in text
    assert "Notes de votre médecin oui" in text
    assert PREVIEW_REFERENCE in text


def test_the_message_is_read_back_from_its_bytes(case: Case, draft: Wording, now: datetime) -> None:
    preview = preview_email(draft, case.patients.get(tier="annotated"), now)
    assert "Ancienne Canari" in preview.text
    assert "Ancienne Canari" in preview.html
    assert preview.subject


def test_whoever_has_no_address_can_be_previewed_too(case: Case, draft: Wording, now: datetime) -> None:
    nobody = case.patients.get(has_email=False, has_address=False)
    assert "Canari" in preview_email(draft, nobody, now).text
    assert "Canari" in text_of(preview_letter(draft, nobody, now))


def test_a_previews_reference_could_never_be_issued() -> None:
    """Or a preview that went astray would be confirmed as real."""
    assert parse_reference(PREVIEW_REFERENCE) is None
