"""Every word has its sentence."""

from notifier.law.requests import ARTICLES
from notifier.notices.choices import PaperForm, RequestChannel, RequestKind
from notifier.notices.rendering.requests import CHANNELS, FORMS, KINDS


def test_the_tables_are_total() -> None:
    assert set(KINDS) == set(RequestKind) == set(map(RequestKind, ARTICLES))
    assert set(CHANNELS) == set(RequestChannel)
    assert set(FORMS) == set(PaperForm)
