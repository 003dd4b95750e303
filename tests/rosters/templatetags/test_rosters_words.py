"""Codes in words, in the page's language."""

from django.template import Context, Template
from django.utils import translation


def test_a_reason_is_said_in_the_readers_language() -> None:
    page = Template("{% load rosters_words %}{{ code|reason_words }}")
    said = {}
    for language in ("fr", "en"):
        with translation.override(language):
            said[language] = page.render(Context({"code": "empty_file"}))
    assert "vide" in said["fr"]
    assert "empty" in said["en"]
