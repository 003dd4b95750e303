"""Moments that cannot be true, and corrections that lack their reason. Each refusal names its rule and its article."""

from datetime import date, datetime

from notifier.law.deadlines.periods import day_of, instant
from notifier.law.refusals import Refusal, refusal

_AWARE = "GDPR 33(1)"

# The words for every code, those that are refused where the act is done (breaches) included.
RULES: dict[str, Refusal] = {
    one.code: one
    for one in (
        refusal("awareness_without_zone", "la prise de connaissance a son fuseau horaire",
                "awareness has its time zone", _AWARE),
        refusal("awareness_in_future", "la prise de connaissance n’est pas à venir",
                "awareness does not lie ahead", _AWARE),
        refusal("awareness_before_breach", "on ne connaît pas une violation avant elle",
                "nobody is aware of a breach before it", _AWARE),
        refusal("awareness_after_vendor_notice",
                "le responsable a en principe connaissance dès que l’éditeur l’avise : dire pourquoi plus tard",
                "a controller is in principle aware once its processor tells it: say why later",
                "GDPR 33(1), 33(2); EDPB 9/2022"),
        refusal("awareness_correction_unreasoned", "une correction est une nouvelle entrée, motivée",
                "a correction is a new entry with its reason", "GDPR 33(5)"),
        refusal("filing_without_zone", "la déclaration a son fuseau horaire", "a filing has its time zone", _AWARE),
        refusal("filing_in_future", "une déclaration n’est pas annoncée d’avance",
                "a filing is not announced ahead", _AWARE),
        refusal("filing_before_awareness", "une déclaration suit la prise de connaissance",
                "a filing follows awareness", _AWARE),
        refusal("vendor_notice_before_knowledge", "l’éditeur n’avise pas avant de savoir",
                "a vendor tells nothing before it knows", "GDPR 33(2)"),
        refusal("vendor_moment_without_zone", "chaque moment a son fuseau horaire", "every moment has its time zone",
                "GDPR 33(2)"),
        refusal("vendor_moment_in_future", "un moment du passé n’est pas à venir", "what happened does not lie ahead",
                "GDPR 33(2)"),
        refusal("withdrawal_unreasoned", "retirer une déclaration se motive", "a withdrawal has its reason",
                "GDPR 33(4), 33(5)"),
        refusal("filing_already_made", "la première déclaration est faite : ce qui suit la complète ou la retire",
                "the first filing is made: what follows completes or withdraws it", "GDPR 33(4)"),
        refusal("complement_without_filing", "on ne complète que ce qui a été déclaré",
                "only what was filed can be completed", "GDPR 33(4)"),
        refusal("complement_before_filing", "un complément suit la première déclaration",
                "what completes a filing follows it", "GDPR 33(4)"),
        refusal("withdrawal_without_filing", "on ne retire que ce qui a été déclaré",
                "only what was filed can be withdrawn", "GDPR 33(4)"),
    )
}  # fmt: skip


def awareness_moment_problems(aware_at: datetime, *, began_on: date, now: datetime) -> tuple[Refusal, ...]:
    """GDPR 33(1): awareness has its zone and lies between the breach's first day, in Paris, and now."""
    if aware_at.tzinfo is None:
        return (RULES["awareness_without_zone"],)
    return _refused({
        "awareness_in_future": instant(aware_at) > instant(now),
        "awareness_before_breach": day_of(aware_at) < began_on,
    })  # fmt: skip


def vendor_problems(
    *, knew_at: datetime | None, told_at: datetime | None, now: datetime, began_on: date | None = None
) -> tuple[Refusal, ...]:
    """GDPR 33(2): what the awareness ledger says of the vendor, either moment of which may be unknown."""
    moments = [moment for moment in (knew_at, told_at) if moment is not None]
    if any(moment.tzinfo is None for moment in moments):
        return (RULES["vendor_moment_without_zone"],)
    return _refused({
        "vendor_moment_in_future": any(instant(moment) > instant(now) for moment in moments),
        "awareness_before_breach": began_on is not None and any(day_of(moment) < began_on for moment in moments),
        "vendor_notice_before_knowledge": bool(knew_at and told_at and instant(told_at) < instant(knew_at)),
    })  # fmt: skip


def awareness_problems(*, aware_at: datetime, vendor_told_at: datetime | None, reason: str) -> tuple[Refusal, ...]:
    """EDPB 9/2022: aware, in principle, once the processor has told; a later certainty gives its reason."""
    is_later = vendor_told_at is not None and instant(aware_at) > instant(vendor_told_at)
    return _refused({"awareness_after_vendor_notice": is_later and not reason.strip()})


def correction_problems(*, old: datetime, new: datetime, reason: str) -> tuple[Refusal, ...]:
    """A locked awareness is corrected by a new entry, with its reason."""
    return _refused({"awareness_correction_unreasoned": instant(old) != instant(new) and not reason.strip()})


def withdrawal_problems(*, filed_at: datetime | None, reason: str) -> tuple[Refusal, ...]:
    """A filing may be withdrawn, as where there was no breach after all; nothing else can, and never in silence."""
    return _refused({"withdrawal_without_filing": filed_at is None, "withdrawal_unreasoned": not reason.strip()})


def filing_order_problems(*, is_first: bool, filed_at: datetime, first_at: datetime | None) -> tuple[Refusal, ...]:
    """There is one first filing; a complement or a withdrawal follows it (GDPR 33(4))."""
    return _refused({
        "filing_already_made": is_first and first_at is not None,
        "complement_without_filing": not is_first and first_at is None,
        "complement_before_filing": not is_first and first_at is not None and instant(filed_at) < instant(first_at),
    })  # fmt: skip


def _refused(found: dict[str, bool]) -> tuple[Refusal, ...]:
    return tuple(RULES[code] for code, is_so in found.items() if is_so)
