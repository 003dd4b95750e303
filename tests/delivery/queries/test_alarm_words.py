"""Every alarm has its words."""

from django.utils import translation

from notifier.delivery.choices import AlarmKind
from notifier.delivery.queries.alarm_words import ALARMS


def test_every_kind_says_what_it_is_in_both_languages() -> None:
    assert set(ALARMS) == set(AlarmKind)
    for words in ALARMS.values():
        for said in (words.raised, words.over, words.advice):
            with translation.override("fr"):
                french = str(said)
            with translation.override("en"):
                assert str(said) != french
