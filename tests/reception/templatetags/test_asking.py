"""Requests in words."""

from django.utils import translation

from notifier.reception.templatetags.asking import paper_form, request_channel, request_kind


def test_codes_are_said_in_the_readers_language() -> None:
    with translation.override("fr"):
        assert (request_kind("paper"), request_channel("page")) == ("l’avis sur papier", "par la page des patients")
        assert paper_form("large") == "une lettre en gros caractères"
