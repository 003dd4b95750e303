"""Which channel a patient's notice takes, or why it waits for a person."""

from collections.abc import Iterator, Set
from dataclasses import dataclass, replace

from notifier.notices.choices import Channel, HoldReason
from notifier.rosters.choices import CareFlag, Tier

# Fail closed: each of these means that a letter or e-mail could do harm, or is not owed. In order of gravity.
_HOLDS: dict[CareFlag, HoldReason] = {
    CareFlag.DECEASED: HoldReason.DECEASED,
    CareFlag.ALREADY_TOLD: HoldReason.ALREADY_TOLD,
    CareFlag.MINOR_SECRET: HoldReason.MINOR_SECRET,
    CareFlag.PROTECTED_ADULT: HoldReason.PROTECTED_ADULT,
    CareFlag.SAFE_CHANNEL: HoldReason.SAFE_CHANNEL,
    CareFlag.CONFIDENTIAL_ADDRESS: HoldReason.CONFIDENTIAL_ADDRESS,
}
# Someone not seen for so long has probably moved: three million households of thirty move in a year.
STALE_AFTER_YEARS = 10
# The reference for practices lets a file be kept 5 years in use and 15 in archive (CNIL, délibération 2020-081).
KEPT_TOO_LONG_AFTER_YEARS = 20


@dataclass(frozen=True, slots=True)
class Route:
    """A channel, and NONE or the reason to hold. A held notice names the channel it would take."""

    channel: Channel
    hold: HoldReason = HoldReason.NONE


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of a patient as far as it decides the way of their notice. `care_known` is False where no list said
    what care they need; `shares_mailbox` and `shares_address` where another patient of the case has the same one;
    `unseen_years` since the year they were last seen in, 0 where nobody said.
    """

    has_email: bool
    has_address: bool
    care: Set[CareFlag]
    tier: Tier
    may_be_minor: bool
    care_known: bool = True
    shares_mailbox: bool = False
    shares_address: bool = False
    unseen_years: int = 0

    @property
    def is_mailed(self) -> bool:
        """To who asked for no more e-mail it is as if they had none."""
        return self.has_email and CareFlag.NO_EMAIL not in self.care

    def once_told(self) -> "Circumstances":
        """As they bear on a further notice: that somebody was told before is why it is owed, not why it waits."""
        return replace(self, care=frozenset(self.care - {CareFlag.ALREADY_TOLD}))


def route(of: Circumstances) -> Route:
    """E-mail first, for speed (Article 34(1): without undue delay), else paper, else a person decides."""
    channel = Channel.EMAIL if of.is_mailed else Channel.LETTER
    return Route(channel, next(iter(reasons(of)), HoldReason.NONE))


def reasons(of: Circumstances) -> tuple[HoldReason, ...]:
    """Every reason to hold, the gravest first: who decides on one must not overlook another."""
    found = [reason for flag, reason in _HOLDS.items() if flag in of.care]
    if of.may_be_minor and CareFlag.SEPARATED_PARENTS in of.care:
        found.append(HoldReason.SEPARATED_PARENTS)
    if of.tier is Tier.ANNOTATED:
        found += _of_notes(of)
    if not of.is_mailed and not of.has_address:
        found.append(HoldReason.NO_CHANNEL)
    elif not of.is_mailed and CareFlag.DO_NOT_POST in of.care:
        found.append(HoldReason.DO_NOT_POST)
    return tuple(found)


def _of_notes(of: Circumstances) -> Iterator[HoldReason]:
    """Whoever opens the notice of someone whose notes leaked learns that there were notes (CSP L1110-4; the ICO's
    reprimands of 27 September 2023: safe addresses given away by notices). So the physician looks first. At a shared
    address only a letter can be opened by another; where nothing is known of care, it is not known that none is needed.
    Of the administrative tier a shared mailbox learns no more than that both are patients: each is written to apart.
    """
    if of.may_be_minor:
        yield HoldReason.MINOR_ANNOTATED
    if of.is_mailed and of.shares_mailbox:
        yield HoldReason.SHARED_EMAIL
    if not of.is_mailed and of.has_address and of.shares_address:
        yield HoldReason.SHARED_ADDRESS
    if of.unseen_years > STALE_AFTER_YEARS:
        yield HoldReason.LONG_UNSEEN
    if not of.care_known:
        yield HoldReason.CARE_UNKNOWN
