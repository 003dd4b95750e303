"""The filter of the sender's page."""

from django.template import Context, Template
from django.utils import translation


def test_a_fault_is_said_on_a_page() -> None:
    template = Template("{% load sender %}{{ fault|fault_words }}")
    with translation.override("fr"):
        said = template.render(Context({"fault": {"code": "mx_null", "name": "<avis>.example.org", "detail": ""}}))
    assert said.startswith("&lt;avis&gt;.example.org dit ne recevoir aucun courriel")
