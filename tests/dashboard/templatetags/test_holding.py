"""Why a notice waits."""

import pytest
from django.utils import translation

from notifier.dashboard.templatetags.holding import why
from notifier.notices.choices import HoldReason


@pytest.mark.parametrize("reason", HoldReason)
def test_every_reason_has_words_in_both_languages(reason: HoldReason) -> None:
    said = set()
    for language in ("fr", "en"):
        with translation.override(language):
            said.add(why(reason))
    assert len(said) == 2
    assert all(said)
