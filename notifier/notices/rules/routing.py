"""Which channel a patient's notice takes, or why it waits for a person."""

from collections.abc import Set
from dataclasses import dataclass

from notifier.notices.choices import Channel, HoldReason
from notifier.rosters.choices import CareFlag, Tier

# Fail closed: each of these means that a letter or e-mail could do harm, or is not owed (DOMAIN: care before sending).
_HOLDS: dict[CareFlag, HoldReason] = {
    CareFlag.DECEASED: HoldReason.DECEASED,
    CareFlag.ALREADY_TOLD: HoldReason.ALREADY_TOLD,
    CareFlag.MINOR_SECRET: HoldReason.MINOR_SECRET,
    CareFlag.PROTECTED_ADULT: HoldReason.PROTECTED_ADULT,
    CareFlag.SAFE_CHANNEL: HoldReason.SAFE_CHANNEL,
    CareFlag.CONFIDENTIAL_ADDRESS: HoldReason.CONFIDENTIAL_ADDRESS,
}


@dataclass(frozen=True, slots=True)
class Route:
    """A channel, and NONE or the reason to hold. A held notice names the channel it would take."""

    channel: Channel
    hold: HoldReason = HoldReason.NONE


def route(*, has_email: bool, has_address: bool, care: Set[CareFlag], tier: Tier, may_be_minor: bool) -> Route:
    """E-mail first, for speed (Article 34(1): without undue delay), else paper, else a person decides. To
    who asked for no more e-mail it is as if they had none.
    """
    has_email = has_email and CareFlag.NO_EMAIL not in care
    channel = Channel.EMAIL if has_email else Channel.LETTER
    for flag, reason in _HOLDS.items():
        if flag in care:
            return Route(channel, reason)
    if may_be_minor and tier is Tier.ANNOTATED:
        return Route(channel, HoldReason.MINOR_ANNOTATED)
    if not has_email and not has_address:
        return Route(channel, HoldReason.NO_CHANNEL)
    if channel is Channel.LETTER and CareFlag.DO_NOT_POST in care:
        return Route(channel, HoldReason.DO_NOT_POST)
    return Route(channel)
