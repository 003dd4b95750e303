"""The three grounds of GDPR Article 34(3) on which people need not be told directly, and what each must show."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from notifier.law.refusals import Refusal, refusal
from notifier.law.severity.patients import Tier


class Ground(StrEnum):
    """The letters of Article 34(3)."""

    UNINTELLIGIBLE = "34_3_a"
    NO_LONGER_LIKELY = "34_3_b"
    DISPROPORTIONATE = "34_3_c"


@dataclass(frozen=True, slots=True)
class Unintelligible:
    """(a): measures in place *before*, on the very data that leaked, make it unreadable to whoever has it."""

    measure: str
    covers_all_data: bool
    is_key_safe: bool
    has_document: bool

    ground: ClassVar[Ground] = Ground.UNINTELLIGIBLE


@dataclass(frozen=True, slots=True)
class NoLongerLikely:
    """(b): measures taken *after* ensure that the high risk is no longer likely to materialise."""

    measure: str
    taken_at: datetime | None
    has_document: bool

    ground: ClassVar[Ground] = Ground.NO_LONGER_LIKELY


class PublicChannel(StrEnum):
    """Where a public notice can stand."""

    OWN_WEBSITE = "own_website"
    PRESS_RELEASE = "press_release"
    PRESS_ADVERTISEMENT = "press_advertisement"
    POSTER_AT_PRACTICE = "poster_at_practice"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PublicNotice:
    """The communication that stands *instead* of direct ones; it must inform equally effectively."""

    channels: frozenset[PublicChannel]
    published_at: datetime
    why_equally_effective: str
    names_the_data: bool
    has_document: bool


@dataclass(frozen=True, slots=True)
class Balancing:
    """The documented test of WP260 rev.01, paragraph 64, to which EDPB Guidelines 9/2022, paragraph 97, refer.

    Paragraph 62: such an effort generally does not arise where data were collected from the person, which is a
    physician's normal case; so that case gives a reason of its own.
    """

    effort: str
    effects_on_people: str
    why_direct_fails: str
    collected_from_person: bool
    why_though_collected_from_person: str = ""


@dataclass(frozen=True, slots=True)
class Disproportionate:
    """(c): changes the form of the duty and does not end it. Never a default for a tier, always an exception.

    `tiers`: who is told in public only, as hospital patients of long ago in EDPB case 03 (a passage not read again in
    the original). The authority can overrule under Article 34(4).
    """

    tiers: frozenset[Tier]
    people: int | None
    balancing: Balancing
    public_notice: PublicNotice | None = None

    ground: ClassVar[Ground] = Ground.DISPROPORTIONATE


Evidence = Unintelligible | NoLongerLikely | Disproportionate

_A, _B, _C = "GDPR 34(3)(a)", "GDPR 34(3)(b)", "GDPR 34(3)(c)"
_WP260 = "GDPR 34(3)(c); WP260 rev.01, 64"

_RULES: dict[str, Refusal] = {
    one.code: one
    for one in (
        refusal("unintelligible_undescribed", "la mesure de protection est décrite", "the measure is described", _A),
        refusal("unintelligible_in_part", "elle couvre toutes les données touchées", "it covers all affected data", _A),
        refusal("unintelligible_key_exposed", "la clé n’est pas compromise", "the key is not compromised", _A),
        refusal("unintelligible_unproven", "une pièce le montre", "a document shows it", _A),
        refusal("resolved_undescribed", "la mesure prise ensuite est décrite", "the later measure is described", _B),
        refusal("resolved_not_later", "elle est postérieure à la violation", "it was taken after the breach", _B),
        refusal("resolved_unproven", "une pièce le montre", "a document shows it", _B),
        refusal("effort_unbalanced", "l’effort est mis en balance avec les effets pour les personnes",
                "the effort is weighed against the effects on people", _WP260),
        refusal("effort_collected_from_person", "les données venaient de la personne : dire pourquoi l’exception vaut",
                "the data came from the person: say why the exception holds", "GDPR 34(3)(c); WP260 rev.01, 62"),
        refusal("effort_nobody_named", "les personnes visées sont désignées", "those meant are named", _C),
        refusal("effort_annotated", "les notes du médecin ont fui : ces patients sont avertis directement",
                "the physician’s notes leaked: these patients are told directly", "GDPR 34(1), 34(3)(c)"),
        refusal("public_notice_absent", "sans communication publique, l’exception n’est pas close",
                "without a public notice the exception cannot be closed", _C),
        refusal("public_notice_unproven", "une copie datée est jointe", "a dated copy is attached", _C),
        refusal("public_notice_unreasoned", "dire pourquoi elle informe aussi bien",
                "say why it informs equally well", _C),
        refusal("public_notice_vague", "elle nomme les données touchées", "it names the data affected", "GDPR 34(2)"),
        refusal("public_notice_release_only", "un communiqué seul ne suffit pas",
                "a press release alone is not enough", "GDPR 34(3)(c); EDPB 9/2022, 90"),
    )
}  # fmt: skip


def evidence_problems(evidence: Evidence, *, breach_at: datetime) -> tuple[Refusal, ...]:
    """What a ground still lacks to be decided upon. A public notice may come after the decision, before the closing."""
    match evidence:
        case Unintelligible():
            found = _unintelligible(evidence)
        case NoLongerLikely():
            found = _no_longer_likely(evidence, breach_at)
        case Disproportionate():
            found = _disproportionate(evidence)
    return _refused(found)


def closing_evidence_problems(evidence: Evidence, *, breach_at: datetime) -> tuple[Refusal, ...]:
    """What a ground lacks to be closed: as for the decision, and (c) its public notice, attached."""
    found = evidence_problems(evidence, breach_at=breach_at)
    if isinstance(evidence, Disproportionate):
        return (*found, *public_notice_problems(evidence.public_notice))
    return found


def public_notice_problems(notice: PublicNotice | None) -> tuple[Refusal, ...]:
    """What a public communication lacks to stand for direct ones."""
    if notice is None:
        return (_RULES["public_notice_absent"],)
    return _refused({
        "public_notice_unproven": not notice.has_document,
        "public_notice_unreasoned": not notice.why_equally_effective.strip(),
        "public_notice_vague": not notice.names_the_data,
        "public_notice_release_only": notice.channels <= {PublicChannel.PRESS_RELEASE},
    })  # fmt: skip


def _unintelligible(evidence: Unintelligible) -> dict[str, bool]:
    return {
        "unintelligible_undescribed": not evidence.measure.strip(),
        "unintelligible_in_part": not evidence.covers_all_data,
        "unintelligible_key_exposed": not evidence.is_key_safe,
        "unintelligible_unproven": not evidence.has_document,
    }


def _no_longer_likely(evidence: NoLongerLikely, breach_at: datetime) -> dict[str, bool]:
    return {
        "resolved_undescribed": not evidence.measure.strip(),
        "resolved_not_later": evidence.taken_at is None or evidence.taken_at < breach_at,
        "resolved_unproven": not evidence.has_document,
    }


def _disproportionate(evidence: Disproportionate) -> dict[str, bool]:
    test = evidence.balancing
    written = (test.effort, test.effects_on_people, test.why_direct_fails)
    return {
        "effort_unbalanced": not all(text.strip() for text in written),
        "effort_collected_from_person":
            test.collected_from_person and not test.why_though_collected_from_person.strip(),
        "effort_nobody_named": not evidence.tiers,
        "effort_annotated": Tier.ANNOTATED in evidence.tiers,
    }  # fmt: skip


def _refused(found: dict[str, bool]) -> tuple[Refusal, ...]:
    return tuple(_RULES[code] for code, is_so in found.items() if is_so)
