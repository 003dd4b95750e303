import pytest
from django.utils import translation

from notifier.delivery.choices import Brake
from notifier.delivery.queries.slowing import Slowing
from notifier.delivery.templatetags.pacing import PROVIDERS, WAITING, brake, waiting
from notifier.rosters.choices import MailBucket


def test_there_are_words_for_everything() -> None:
    assert set(WAITING) == set(Brake)
    assert set(PROVIDERS) == set(MailBucket)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_limit_is_named_as_what_decides_the_end(language: str) -> None:
    with translation.override(language):
        said = {one: brake(Slowing(brake=one, per_day=12, bucket="gmail")) for one in Brake}
    assert said.pop(Brake.SPEED) == said.pop(Brake.QUIET) == ""
    assert len(set(said.values())) == len(said)
    assert "12" in said[Brake.PHYSICIAN]
    assert "Gmail" in said[Brake.BUCKET]


def test_nothing_is_said_where_nothing_waits() -> None:
    assert waiting(Slowing()) == brake(Slowing()) == ""
    with translation.override("en"):
        assert waiting(Slowing(waits_for=Brake.QUIET)) == "Nothing leaves during the quiet hours the practice has set."
