import pytest

from notifier.notices.choices import Channel, HoldReason
from notifier.notices.rules.routing import Circumstances, Route, route
from notifier.rosters.choices import CareFlag, Tier

PLAIN = {
    "has_email": True,
    "has_address": True,
    "care": frozenset(),
    "tier": Tier.ADMINISTRATIVE,
    "may_be_minor": False,
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, Route(Channel.EMAIL)),
        ({"has_email": False}, Route(Channel.LETTER)),
        ({"has_email": False, "has_address": False}, Route(Channel.LETTER, HoldReason.NO_CHANNEL)),
        ({"may_be_minor": True}, Route(Channel.EMAIL)),
        ({"may_be_minor": True, "tier": Tier.ANNOTATED}, Route(Channel.EMAIL, HoldReason.MINOR_ANNOTATED)),
        ({"care": {CareFlag.DO_NOT_POST}}, Route(Channel.EMAIL)),
        ({"care": {CareFlag.DO_NOT_POST}, "has_email": False}, Route(Channel.LETTER, HoldReason.DO_NOT_POST)),
        ({"care": {CareFlag.DECEASED, CareFlag.SAFE_CHANNEL}}, Route(Channel.EMAIL, HoldReason.DECEASED)),
        ({"care": {CareFlag.ALREADY_TOLD}}, Route(Channel.EMAIL, HoldReason.ALREADY_TOLD)),
    ],
)
def test_a_route_is_a_channel_or_a_reason_to_hold(change: dict[str, object], expected: Route) -> None:
    assert route(Circumstances(**{**PLAIN, **change})) == expected


@pytest.mark.parametrize("flag", set(CareFlag) - {CareFlag.DO_NOT_POST, CareFlag.SEPARATED_PARENTS})
def test_every_flag_but_the_one_for_paper_holds_an_email(flag: CareFlag) -> None:
    assert route(Circumstances(**{**PLAIN, "care": {flag}})).hold is not HoldReason.NONE
