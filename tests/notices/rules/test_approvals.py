"""The bytes an approval binds to."""

import json

from notifier.notices.rules.approvals import approved_bytes
from notifier.notices.rules.documents import VariantText

TEXTS = {
    ("fr", "annotated", "adult"): VariantText(subject="Vos données", parts={"what_happened": "Été"}),
    ("en", "annotated", "adult"): VariantText(subject="Your data", parts={"what_happened": "Summer"}),
}


def test_they_say_every_text_and_the_hash_of_every_master() -> None:
    said = json.loads(approved_bytes(TEXTS, [("email", "fr.annotated", "00")]))
    assert said == {
        "masters": [["email", "fr.annotated", "00"]],
        "texts": [
            {"for": ["en", "annotated", "adult"], "subject": "Your data", "parts": {"what_happened": "Summer"}},
            {"for": ["fr", "annotated", "adult"], "subject": "Vos données", "parts": {"what_happened": "Été"}},
        ],
    }


def test_equal_wordings_have_equal_bytes_whatever_the_order_of_their_texts() -> None:
    assert approved_bytes(dict(reversed(TEXTS.items())), []) == approved_bytes(TEXTS, [])
