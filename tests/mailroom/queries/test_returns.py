from datetime import datetime, timedelta

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor, user_actor
from notifier.breaches.models import Case
from notifier.lib.ids import new_reference
from notifier.mailroom.actions import note_return, print_here
from notifier.mailroom.choices import ReturnReason
from notifier.mailroom.queries.returns import latest_returns, letter_of, scanned_reference
from tests.worlds import open_practice

REFERENCE = new_reference(b"\x01" * 8)


@pytest.mark.parametrize(
    "typed", [REFERENCE, REFERENCE.lower(), REFERENCE.replace("-", ""), f" {REFERENCE} 0001 000012 02/03 "]
)
def test_what_is_typed_or_scanned_is_read(typed: str) -> None:
    assert scanned_reference(typed) == REFERENCE


@pytest.mark.parametrize("typed", ["", "abc", f"{REFERENCE} 0001", f"{REFERENCE[:-1]}? 0001 000012 02/03"])
def test_anything_else_is_no_reference(typed: str) -> None:
    assert scanned_reference(typed) is None


@pytest.mark.django_db
def test_each_sees_their_own_returns_newest_first(case: Case, now: datetime, by: Actor) -> None:
    run, _pdf = print_here(case=case, by=by, at=now)
    user = User.objects.get(email="medecin1@example.org")
    _, stranger = open_practice(number=2, at=now, by=by)
    for minutes, piece in enumerate(run.pieces.order_by("position")):
        reason = list(ReturnReason)[minutes]
        at = now + timedelta(minutes=minutes)
        note_return(notice=piece.notice, reason=reason, decides=True, by=user_actor(user.pk), at=at)
    assert [row.reason for row in latest_returns(user)] == list(ReturnReason)[2::-1]
    assert all(row.masked and "Canari" not in row.masked.initials for row in latest_returns(user))
    assert latest_returns(stranger) == []
    reference = run.pieces.get(position=1).notice.reference
    assert letter_of(user, reference) is not None
    assert letter_of(stranger, reference) is None
