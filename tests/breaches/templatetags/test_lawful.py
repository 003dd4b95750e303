from django.template import Context, Template
from django.utils import translation

from notifier.law.words import Words


def test_the_laws_words_come_into_templates() -> None:
    template = Template("{% load lawful %}{{ words|said }} ({{ source|article }})")
    with translation.override("en"):
        assert template.render(Context({"words": Words("a", "b"), "source": "GDPR 33(1)"})) == "b (GDPR 33(1))"
