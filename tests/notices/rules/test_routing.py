import pytest

from notifier.notices.choices import Channel, HoldReason
from notifier.notices.rules.routing import Route, route
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
    assert route(**{**PLAIN, **change}) == expected


@pytest.mark.parametrize("flag", set(CareFlag) - {CareFlag.DO_NOT_POST, CareFlag.NO_EMAIL})
def test_every_flag_but_those_for_one_channel_holds_an_email(flag: CareFlag) -> None:
    assert route(**{**PLAIN, "care": {flag}}).hold is not HoldReason.NONE


def test_who_wants_no_e_mail_has_none() -> None:
    care = {CareFlag.NO_EMAIL}
    assert route(**{**PLAIN, "has_address": True, "care": care}) == Route(Channel.LETTER)
    assert route(**{**PLAIN, "has_address": False, "care": care}).hold is HoldReason.NO_CHANNEL
    both = {CareFlag.NO_EMAIL, CareFlag.DO_NOT_POST}
    assert route(**{**PLAIN, "has_address": True, "care": both}).hold is HoldReason.DO_NOT_POST
