"""Changing a draft: by those who prepare it, in revisions, never over somebody else's words."""

from datetime import datetime
from hashlib import sha256

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor, user_actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.breaches.policies import CaseNotOpen
from notifier.law.content import Part
from notifier.notices.actions import approve_wording, edit_text
from notifier.notices.actions.editing import TextMovedOn, TextRefused
from notifier.notices.models import TextRevision, Wording, WordingText
from notifier.notices.policies import WordingRefused
from notifier.notices.queries.drafts import shipped
from notifier.notices.rules.documents import VariantText
from tests.notices.people import Team

pytestmark = pytest.mark.django_db
WORDS = "Appelez-nous.\n\n{practice}\n{telephone}"


def said(text: WordingText, *, subject: str | None = None, **parts: str) -> VariantText:
    return VariantText(text.subject if subject is None else subject, {**text.parts, **parts})


def edit(
    text: WordingText, wanted: VariantText, editor: User, at: datetime, *, base: int | None = None
) -> TextRevision | None:
    number = text.revision if base is None else base
    return edit_text(text=text, wanted=wanted, base=number, editor=editor, by=user_actor(editor.pk), at=at)


def told() -> list[dict[str, object]]:
    return [read_event(bytes(event.body))["data"] for event in Event.objects.filter(kind="wording.edited")]


@pytest.mark.parametrize("name", ["owner", "partner", "assistant", "dpo"])
def test_the_practice_and_its_dpo_edit(name: str, text: WordingText, owner: User, team: Team, now: datetime) -> None:
    editor = owner if name == "owner" else getattr(team, name)
    revision = edit(text, said(text, contact=WORDS), editor, now)
    text.refresh_from_db()
    assert revision is not None
    assert (text.parts["contact"], text.revision, revision.number, revision.saved_by) == (WORDS, 2, 2, editor)


def test_nobody_else_does(text: WordingText, team: Team, now: datetime) -> None:
    with pytest.raises(WordingRefused, match="not_an_editor"):
        edit(text, said(text, contact=WORDS), team.stranger, now)
    text.refresh_from_db()
    assert text.revision == 1
    assert told() == []


def test_the_event_names_the_field_and_its_hash_not_its_text(text: WordingText, owner: User, now: datetime) -> None:
    edit(text, said(text, subject="Autre objet", contact=WORDS), owner, now)
    (data,) = told()
    assert data == {
        "number": 1,
        "language": "fr",
        "tier": "administrative",
        "audience": "adult",
        "revision": 2,
        "code": "edited",
        "sha256": {
            "subject": sha256(b"Autre objet").hexdigest(),
            "contact": sha256(WORDS.encode()).hexdigest(),
        },
    }


def test_every_saved_state_is_kept_the_first_too(text: WordingText, owner: User, now: datetime) -> None:
    before = text.parts["contact"]
    edit(text, said(text, contact=WORDS), owner, now)
    rows = list(text.revisions.order_by("number"))
    assert [(row.number, row.parts["contact"], row.saved_by) for row in rows] == [(1, before, None), (2, WORDS, owner)]


def test_the_second_of_two_saves_is_refused_and_shown_the_first(
    text: WordingText, owner: User, team: Team, now: datetime
) -> None:
    edit(text, said(text, contact=WORDS), owner, now)
    with pytest.raises(TextMovedOn) as caught:
        edit(text, said(text, contact="Autre."), team.assistant, now, base=1)
    assert caught.value.current.parts["contact"] == WORDS
    assert text.revisions.count() == 2
    edit(text, said(text, contact="Autre."), team.assistant, now, base=2)
    assert text.revisions.count() == 3


def test_the_same_words_twice_change_nothing(text: WordingText, owner: User, now: datetime) -> None:
    edit(text, said(text, contact=WORDS), owner, now)
    assert edit(text, said(text, contact=WORDS.replace("\n", "\r\n") + "  \n"), owner, now, base=1) is None
    assert len(told()) == 1


def test_what_the_editor_does_not_take_is_refused_with_its_place(text: WordingText, owner: User, now: datetime) -> None:
    with pytest.raises(TextRefused) as caught:
        edit(text, said(text, contact="a\n{nom}"), owner, now)
    assert [(f.field, f.code, f.line) for f in caught.value.faults] == [(Part.CONTACT, "personal_placeholder", 2)]
    text.refresh_from_db()
    assert text.revision == 1


def test_an_old_fault_elsewhere_does_not_stop_a_mending(text: WordingText, owner: User, now: datetime) -> None:
    WordingText.objects.filter(pk=text.pk).update(parts={**text.parts, "measures": "{nope}"})
    text.refresh_from_db()
    assert edit(text, said(text, contact=WORDS), owner, now) is not None


def test_going_back_to_what_the_house_wrote_is_told_as_such(text: WordingText, owner: User, now: datetime) -> None:
    edit(text, said(text, contact=WORDS), owner, now)
    ready = shipped(text)
    assert ready is not None
    edit(text, ready, owner, now, base=2)
    text.refresh_from_db()
    assert text.parts == ready.parts
    assert [data["code"] for data in told()] == ["edited", "reset"]


def test_an_approved_text_never_changes(
    text: WordingText, draft: Wording, owner: User, now: datetime, by: Actor
) -> None:
    approve_wording(wording=draft, approver=owner, by=by, at=now)
    with pytest.raises(WordingRefused, match="not_a_draft"):
        edit(text, said(text, contact=WORDS), owner, now)


def test_a_closed_case_takes_nothing(case: Case, text: WordingText, owner: User, now: datetime) -> None:
    Case.objects.filter(pk=case.pk).update(closed_at=now)
    with pytest.raises(CaseNotOpen):
        edit(text, said(text, contact=WORDS), owner, now)
