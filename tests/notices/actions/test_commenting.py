from datetime import datetime

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.breaches.policies import CaseNotOpen
from notifier.notices.actions.commenting import resolve_comment, write_comment
from notifier.notices.models import Wording, WordingComment
from notifier.notices.policies import WordingRefused
from notifier.notices.queries.comments import TABLE
from notifier.notices.rules.findings import Place
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import check_reason
from tests.notices.people import Team

pytestmark = pytest.mark.django_db
WHERE = Place("fr", "annotated", "adult", "contact")
WORDS = "Mme Canari ne comprendra pas « référence »."


def write(draft: Wording, writer: User, at: datetime, by: Actor, text: str = WORDS) -> WordingComment:
    return write_comment(wording=draft, place=WHERE, text=text, writer=writer, by=by, at=at)


def test_a_remark_is_sealed_and_the_log_commits_to_it(draft: Wording, team: Team, now: datetime, by: Actor) -> None:
    comment = write(draft, team.dpo, now, by)
    body = bytes(Event.objects.get(kind="wording.commented").body)
    said = read_event(body)["data"]
    assert (said["part"], said["tier"]) == ("contact", "annotated")
    assert b"Canari" not in body + bytes(comment.sealed)
    sealer = sealer_for(draft.case_id)
    assert check_reason(sealer, TABLE, comment.pk, bytes(comment.sealed), commitment=said["commitment"]) == WORDS


@pytest.mark.parametrize(("name", "may"), [("partner", True), ("assistant", True), ("dpo", True), ("stranger", False)])
def test_the_practice_and_its_dpo_write(
    name: str, *, may: bool, draft: Wording, team: Team, now: datetime, by: Actor
) -> None:
    if may:
        write(draft, getattr(team, name), now, by)
    else:
        with pytest.raises(WordingRefused, match="not_an_editor"):
            write(draft, getattr(team, name), now, by)
    assert WordingComment.objects.exists() is may


def test_an_empty_remark_says_nothing(draft: Wording, owner: User, now: datetime, by: Actor) -> None:
    with pytest.raises(WordingRefused, match="no_words"):
        write(draft, owner, now, by, text=" \n")


def test_a_remark_is_settled_once(draft: Wording, owner: User, team: Team, now: datetime, by: Actor) -> None:
    comment = write(draft, team.dpo, now, by)
    assert resolve_comment(comment=comment, resolver=owner, by=by, at=now)
    assert not resolve_comment(comment=comment, resolver=team.dpo, by=by, at=now)
    comment.refresh_from_db()
    assert comment.resolved_by == owner
    assert Event.objects.filter(kind="wording.comment_resolved").count() == 1


def test_a_stranger_settles_nothing(draft: Wording, team: Team, now: datetime, by: Actor) -> None:
    comment = write(draft, team.dpo, now, by)
    with pytest.raises(WordingRefused):
        resolve_comment(comment=comment, resolver=team.stranger, by=by, at=now)


def test_a_closed_case_takes_no_remark(draft: Wording, owner: User, now: datetime, by: Actor) -> None:
    Case.objects.filter(pk=draft.case_id).update(closed_at=now)
    with pytest.raises(CaseNotOpen):
        write(draft, owner, now, by)
