"""Which of a wording's variants a patient gets. Personal fields apart, all who share a variant get the same notice."""

from dataclasses import dataclass

from notifier.notices.choices import Audience
from notifier.rosters.choices import CareFlag, Language, Salutation, Tier
from notifier.rosters.rules.bits import from_bits


@dataclass(frozen=True, slots=True)
class Variant:
    """`exposure` is a bit set of rosters.choices.Category."""

    language: Language
    tier: Tier
    salutation: Salutation
    exposure: int
    audience: Audience
    # A letter after a message that may have arrived, which it says at its top.
    may_have_had: bool = False
    # Which of the patient's notices this is, which those after the first say at their top.
    number: int = 1

    @property
    def key(self) -> str:
        """A stable name of at most 48 characters, as `fr.annotated.mme.7f.adult`; of a second notice with `.n2`."""
        salutation = self.salutation or "none"
        again = ".bis" if self.may_have_had else ""
        follows = f".n{self.number}" if self.number > 1 else ""
        return f"{self.language}.{self.tier}.{salutation}.{self.exposure:02x}.{self.audience}{again}{follows}"


def variant(*, language: str, tier: str, salutation: str, exposure: int, audience: Audience) -> Variant:
    """The variant of these values. To guardians nothing is said of categories, tier or salutation: whoever opens a
    child's letter may not be the one the child trusts (CSP L1111-5, R1111-6).
    """
    if audience is Audience.GUARDIAN:
        return Variant(Language(language), Tier.ADMINISTRATIVE, Salutation.NONE, 0, audience)
    return Variant(Language(language), Tier(tier), Salutation(salutation), exposure, audience)


def possible_variants(
    *, language: str, tier: str, salutation: str, exposure: int, care: int, majority_year: int | None, year: int
) -> tuple[Variant, ...]:
    """What a patient may get from `year` on: who comes of age this year may be a minor or an adult when it is sent."""
    audiences = [own_audience(care)]
    if may_be_minor(majority_year, year):
        audiences.append(Audience.GUARDIAN)
    return tuple(
        variant(language=language, tier=tier, salutation=salutation, exposure=exposure, audience=audience)
        for audience in audiences
    )


def own_audience(care: int) -> Audience:
    """How an adult is spoken to: a protected one first of all in person, in words suited to their understanding (CSP
    L1111-2 III). `care` is a bit set of rosters.choices.CareFlag.
    """
    return Audience.PROTECTED if CareFlag.PROTECTED_ADULT in from_bits(CareFlag, care) else Audience.ADULT


def may_be_minor(majority_year: int | None, year: int) -> bool:
    """Whether someone with this year of majority may still be a minor some day of `year`."""
    return majority_year is not None and majority_year >= year
