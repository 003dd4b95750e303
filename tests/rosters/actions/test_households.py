"""Who shares a mailbox or a door with another patient of the same case."""

from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.notices.actions import approve_wording, draft_wording
from notifier.rosters.actions import import_roster
from notifier.rosters.actions.households import Households
from notifier.rosters.queries import open_person
from notifier.vault.keystore import sealer_for
from tests.notices.odd import HEADER, ODDITIES, notice_of, odd_case

pytestmark = pytest.mark.django_db
WIFE = "Canari;Épouse;01/02/1980;7 rue du Nid;69003;Lyon;nid.canari@example.org;annoté;;;;;\n"
HUSBAND = "Merle;Époux;01/02/1979;9 rue du Nid;69003;Lyon;nidcanari+luc@example.org;administratif;;;;;\n"


def named(case: Case, mark: str) -> set[str]:
    sealer = sealer_for(case.pk)
    return {open_person(one, sealer).given_name for one in case.patients.filter(**{mark: True})}


def test_a_list_marks_those_who_share(now: datetime, by: Actor) -> None:
    case, _ = odd_case(ODDITIES, at=now, by=by)
    assert named(case, "shares_mailbox") == {"Épouse", "Époux", "Secret", "Parent"}
    assert named(case, "shares_address") == {
        "Jumelle", "Jumeau", "Jeanne", "Épouse", "Époux", "Secret", "Parent",
    }  # fmt: skip
    assert Households(case).mark() == []


def test_another_case_is_nobodys_household(now: datetime, by: Actor) -> None:
    case, _ = odd_case(WIFE, at=now, by=by)
    other, _ = odd_case(HUSBAND, number=2, at=now, by=by)
    assert named(case, "shares_mailbox") == named(other, "shares_mailbox") == set()


@pytest.mark.parametrize(
    ("state", "becomes", "reason", "late"),
    [
        ("queued", "held", "shared_email", ""),
        ("failed", "held", "shared_email", ""),
        ("sent", "sent", "", "shared_email"),
    ],
)
def test_who_comes_to_share_is_stopped_where_nothing_left(
    state: str, becomes: str, reason: str, late: str, now: datetime, by: Actor
) -> None:
    """A later list brings the husband: her e-mail must not go to the mailbox they share."""
    case, owner = odd_case(WIFE, at=now, by=by)
    assert notice_of(case, "Épouse").state == "queued"
    case.notices.update(state=state)
    data = (HEADER + HUSBAND).encode()
    roster = import_roster(case=case, data=data, confirmed=frozenset(), user=owner, by=by, at=now)
    wife = notice_of(case, "Épouse")
    assert (wife.state, wife.hold_reason, wife.late_reason) == (becomes, reason, late)
    assert roster.followed == ({"too_late": 1} if late else {"held": 1})
    # His own is administrative, and goes.
    approve_wording(wording=draft_wording(case=case, by=by, at=now), approver=owner, by=by, at=now)
    assert notice_of(case, "Époux").state == "queued"


def test_a_third_at_a_mailbox_that_was_decided_on_asks_nothing_again(now: datetime, by: Actor) -> None:
    case, owner = odd_case(WIFE + HUSBAND, at=now, by=by)
    case.notices.update(state="queued", hold_reason="")
    child = "Canari;Enfant;01/02/2015;9 rue du Nid;69003;Lyon;nidcanari@example.org;administratif;;;;;\n"
    data = (HEADER + child).encode()
    assert import_roster(case=case, data=data, confirmed=frozenset(), user=owner, by=by, at=now).followed == {}
    assert notice_of(case, "Épouse").state == "queued"


def test_a_correction_marks_and_unmarks_the_corrected(now: datetime, by: Actor) -> None:
    case, _ = odd_case(WIFE + HUSBAND, at=now, by=by)
    husband = notice_of(case, "Époux").recipient
    husband.mailbox_index = b"another mailbox."
    husband.address_index = notice_of(case, "Épouse").recipient.address_index
    Households(case).mark_one(husband)
    assert (husband.shares_mailbox, husband.shares_address) == (False, True)
    assert named(case, "shares_address") == {"Épouse"}
