"""The personal fields, and whom a notice speaks to on the day it is sent."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from notifier.notices.choices import Audience
from notifier.notices.rendering.fields import email_fields, letter_fields, variant_of
from notifier.rosters.choices import CareFlag, Language, Salutation, Tier
from notifier.rosters.models import Patient
from notifier.rosters.rules.bits import to_bits
from notifier.rosters.rules.person import Person

ZOE = Person(
    "Canari", "Zoé", date(2008, 3, 4), ("14 rue des Lilas",), "69003", "Lyon", email="zoe@example.org",
    salutation=Salutation.MADAME,
)  # fmt: skip
PATIENT = Patient(language="fr", tier="annotated", salutation="mme", exposure=7)
NOTICE = UUID("01950000-0000-7000-8000-000000000000")
# Late in the evening in Paris, still the day before in UTC.
LATE = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "audience"), [(date(2026, 3, 3), Audience.GUARDIAN), (date(2026, 3, 4), Audience.ADULT)]
)
def test_who_comes_of_age_is_written_to_from_that_day(day: date, audience: Audience) -> None:
    assert variant_of(PATIENT, ZOE, day).audience == audience


def test_to_guardians_nothing_is_said_of_what_leaked() -> None:
    chosen = variant_of(PATIENT, ZOE, date(2020, 1, 1))
    assert (chosen.tier, chosen.exposure, chosen.salutation) == (Tier.ADMINISTRATIVE, 0, Salutation.NONE)


def test_a_letter_to_guardians_says_so_on_the_envelope() -> None:
    chosen = variant_of(PATIENT, ZOE, date(2020, 1, 1))
    lines = letter_fields(ZOE, chosen, reference="R", at=LATE).address
    assert lines == ("Aux représentants légaux de", "Mme Zoé Canari", "14 RUE DES LILAS", "69003 LYON")


def test_the_day_is_that_of_paris() -> None:
    chosen = variant_of(PATIENT, ZOE, date(2026, 3, 5))
    assert letter_fields(ZOE, chosen, reference="R", at=LATE).date == "5 mars 2026"
    assert email_fields(ZOE, chosen, notice=NOTICE, reference="R", at=LATE).date_words == "5 mars 2026"


def test_one_message_id_per_notice_and_channel() -> None:
    chosen = variant_of(PATIENT, ZOE, date(2026, 3, 5))
    first = email_fields(ZOE, chosen, notice=NOTICE, reference="R", at=LATE)
    again = email_fields(ZOE, chosen, notice=NOTICE, reference="R", at=LATE.replace(year=2027))
    assert first.message_id == again.message_id
    assert "zoe" not in first.message_id.casefold()


def test_english_readers_get_an_english_day() -> None:
    english = Patient(language=Language.ENGLISH, tier="administrative", salutation="", exposure=1)
    chosen = variant_of(english, replace(ZOE, language=Language.ENGLISH), date(2026, 3, 5))
    assert letter_fields(ZOE, chosen, reference="R", at=LATE).date == "5 March 2026"


def test_a_protected_adult_is_spoken_to_in_words_of_their_own() -> None:
    protected = Patient(
        language="fr", tier="annotated", salutation="mme", exposure=7, care=to_bits([CareFlag.PROTECTED_ADULT])
    )
    assert variant_of(protected, ZOE, date(2026, 3, 5)).audience == Audience.PROTECTED
    assert variant_of(protected, ZOE, date(2026, 3, 3)).audience == Audience.GUARDIAN
