from collections.abc import Mapping, Sequence
from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.rosters.actions import import_roster
from notifier.rosters.actions.following import Followers, Learned, followers
from notifier.rosters.choices import CareFlag
from tests.worlds import HEADER

pytestmark = pytest.mark.django_db
LUC = "Canari;Luc;01/02/1981;;;;luc@example.org;M.;{};{}\n"


def test_who_follows_is_told_once_of_what_is_new_and_of_nothing_else(
    case: Case, now: datetime, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Learned] = []

    def follow(*, case: Case, learned: Sequence[Learned], by: Actor, at: datetime) -> Mapping[str, int]:
        heard.extend(learned)
        return {"heard": len(learned)}

    monkeypatch.setattr(followers, "_all", [])
    followers.register(follow)
    followers.register(follow)
    for tier, care in (("", "canal sûr"), ("", "canal sûr"), ("annoté", "décédé")):
        data = (HEADER + LUC.format(tier, care)).encode()
        roster = import_roster(case=case, data=data, confirmed=frozenset(), by=by, at=now)

    assert [(one.patient, one.care, one.is_wider, one.became_annotated) for one in heard] == [
        (case.patients.get(), frozenset({CareFlag.DECEASED}), True, True)
    ]
    assert roster.followed == {"heard": 1}


def test_with_nobody_following_nothing_is_told(case: Case, now: datetime, by: Actor) -> None:
    assert Followers().tell(case, [], by=by, at=now) == []
