from dataclasses import replace

import pytest

from notifier.notices.choices import Audience
from notifier.notices.rules.variants import may_be_minor, own_audience, possible_variants, variant
from notifier.rosters.choices import CareFlag
from notifier.rosters.rules.bits import to_bits

ANNOTATED = {"language": "fr", "tier": "annotated", "salutation": "mme", "exposure": 0x7F}
PROTECTED = to_bits({CareFlag.PROTECTED_ADULT})


def test_a_variant_has_a_stable_name() -> None:
    assert variant(**ANNOTATED, audience=Audience.ADULT).key == "fr.annotated.mme.7f.adult"


def test_to_guardians_nothing_is_said_of_tier_salutation_or_categories() -> None:
    assert variant(**ANNOTATED, audience=Audience.GUARDIAN).key == "fr.administrative.none.00.guardian"


def test_every_name_fits_its_column() -> None:
    longest = {"language": "fr", "tier": "administrative", "salutation": "", "exposure": 0x7F}
    assert all(len(variant(**longest, audience=audience).key) <= 40 for audience in Audience)


@pytest.mark.parametrize(
    ("majority_year", "audiences"),
    [
        (None, {Audience.ADULT}),
        (2025, {Audience.ADULT}),
        (2026, {Audience.ADULT, Audience.GUARDIAN}),
        (2030, {Audience.ADULT, Audience.GUARDIAN}),
    ],
)
def test_who_comes_of_age_this_year_may_need_either_notice(majority_year: int | None, audiences: set[Audience]) -> None:
    variants = possible_variants(**ANNOTATED, care=0, majority_year=majority_year, year=2026)
    assert {v.audience for v in variants} == audiences


@pytest.mark.parametrize(("majority_year", "expected"), [(None, False), (2025, False), (2026, True), (2031, True)])
def test_a_minor_this_year_is_one_whose_majority_is_not_past(majority_year: int | None, expected: bool) -> None:
    assert may_be_minor(majority_year, 2026) is expected


def test_a_protected_adult_gets_a_text_of_their_own() -> None:
    variants = possible_variants(**ANNOTATED, care=PROTECTED, majority_year=2020, year=2026)
    assert [v.key for v in variants] == ["fr.annotated.mme.7f.protected"]


def test_a_protected_minor_is_a_minor_first() -> None:
    variants = possible_variants(**ANNOTATED, care=PROTECTED, majority_year=2030, year=2026)
    assert {v.audience for v in variants} == {Audience.PROTECTED, Audience.GUARDIAN}


def test_no_other_mark_changes_how_someone_is_spoken_to() -> None:
    assert own_audience(to_bits(set(CareFlag) - {CareFlag.PROTECTED_ADULT})) is Audience.ADULT


def test_a_letter_after_a_doubtful_message_has_a_name_of_its_own() -> None:
    usual = variant(**ANNOTATED, audience=Audience.ADULT)
    assert replace(usual, may_have_had=True).key == f"{usual.key}.bis"
