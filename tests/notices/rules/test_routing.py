import pytest

from notifier.notices.choices import Channel, HoldReason
from notifier.notices.rules.routing import Circumstances, Route, reasons, route
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
        ({"tier": Tier.ANNOTATED}, Route(Channel.EMAIL)),
        # Nothing known of care: of the annotated nobody is written to unseen, of the others everybody.
        ({"tier": Tier.ANNOTATED, "care_known": False}, Route(Channel.EMAIL, HoldReason.CARE_UNKNOWN)),
        ({"care_known": False}, Route(Channel.EMAIL)),
        # A couple's mailbox, and their door.
        ({"tier": Tier.ANNOTATED, "shares_mailbox": True}, Route(Channel.EMAIL, HoldReason.SHARED_EMAIL)),
        ({"shares_mailbox": True, "shares_address": True}, Route(Channel.EMAIL)),
        ({"tier": Tier.ANNOTATED, "shares_address": True}, Route(Channel.EMAIL)),
        (
            {"tier": Tier.ANNOTATED, "shares_address": True, "has_email": False},
            Route(Channel.LETTER, HoldReason.SHARED_ADDRESS),
        ),
        # Last seen ten and eleven years ago.
        ({"tier": Tier.ANNOTATED, "unseen_years": 10}, Route(Channel.EMAIL)),
        ({"tier": Tier.ANNOTATED, "unseen_years": 11}, Route(Channel.EMAIL, HoldReason.LONG_UNSEEN)),
        ({"unseen_years": 40}, Route(Channel.EMAIL)),
        # Parents are separated only while there is a child.
        ({"care": {CareFlag.SEPARATED_PARENTS}}, Route(Channel.EMAIL)),
        (
            {"care": {CareFlag.SEPARATED_PARENTS}, "may_be_minor": True},
            Route(Channel.EMAIL, HoldReason.SEPARATED_PARENTS),
        ),
    ],
)
def test_a_route_is_a_channel_or_a_reason_to_hold(change: dict[str, object], expected: Route) -> None:
    assert route(Circumstances(**{**PLAIN, **change})) == expected


@pytest.mark.parametrize("flag", set(CareFlag) - {CareFlag.DO_NOT_POST, CareFlag.NO_EMAIL, CareFlag.SEPARATED_PARENTS})
def test_every_flag_but_the_one_for_paper_holds_an_email(flag: CareFlag) -> None:
    assert route(Circumstances(**{**PLAIN, "care": {flag}})).hold is not HoldReason.NONE


def test_no_reason_hides_another() -> None:
    """A minor under secrecy whose address is confidential and whose notes leaked, at a mailbox that is the mother's."""
    known = Circumstances(
        has_email=True,
        has_address=True,
        care={CareFlag.CONFIDENTIAL_ADDRESS, CareFlag.MINOR_SECRET},
        tier=Tier.ANNOTATED,
        may_be_minor=True,
        shares_mailbox=True,
    )
    assert reasons(known) == (
        HoldReason.MINOR_SECRET,
        HoldReason.CONFIDENTIAL_ADDRESS,
        HoldReason.MINOR_ANNOTATED,
        HoldReason.SHARED_EMAIL,
    )


def test_who_wants_no_e_mail_has_none() -> None:
    care = {CareFlag.NO_EMAIL}
    assert route(Circumstances(**{**PLAIN, "has_address": True, "care": care})) == Route(Channel.LETTER)
    assert route(Circumstances(**{**PLAIN, "has_address": False, "care": care})).hold is HoldReason.NO_CHANNEL
    both = {CareFlag.NO_EMAIL, CareFlag.DO_NOT_POST}
    assert route(Circumstances(**{**PLAIN, "has_address": True, "care": both})).hold is HoldReason.DO_NOT_POST
