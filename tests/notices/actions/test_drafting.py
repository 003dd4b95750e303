"""Beginning a wording."""

from datetime import datetime

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.notices.actions import approve_wording, draft_wording
from notifier.notices.models import Wording
from notifier.notices.rules.texts import ALL
from notifier.rosters.choices import CareFlag
from notifier.rosters.rules.bits import to_bits

pytestmark = pytest.mark.django_db


def test_the_first_draft_holds_every_ready_made_text(draft: Wording) -> None:
    texts = {(t.language, t.tier, t.audience): (t.subject, t.parts) for t in draft.texts.all()}
    assert texts == {(k.language, k.tier, k.audience): (t.subject, dict(t.parts)) for k, t in ALL.items()}


def test_there_is_one_draft_at_a_time(case: Case, draft: Wording, now: datetime, by: Actor) -> None:
    assert draft_wording(case=case, by=by, at=now) == draft
    assert Event.objects.filter(kind="wording.drafted").count() == 1


def test_the_next_version_begins_with_the_last_words(
    case: Case, owner: User, draft: Wording, now: datetime, by: Actor
) -> None:
    draft.texts.filter(language="fr").update(subject="Un objet à nous")
    approve_wording(wording=draft, approver=owner, by=by, at=now)
    second = draft_wording(case=case, by=by, at=now)
    assert second.number == 2
    assert set(second.texts.filter(language="fr").values_list("subject", flat=True)) == {"Un objet à nous"}
    assert second.texts.count() == len(ALL)


def test_a_version_older_than_a_text_gets_the_ready_made_one(
    case: Case, owner: User, draft: Wording, now: datetime, by: Actor
) -> None:
    approve_wording(wording=draft, approver=owner, by=by, at=now)
    draft.texts.filter(audience="protected").delete()
    second = draft_wording(case=case, by=by, at=now)
    assert second.texts.count() == len(ALL)


def test_a_protected_adult_has_a_master_for_the_day_they_are_released(
    case: Case, owner: User, draft: Wording, now: datetime, by: Actor
) -> None:
    case.patients.filter(tier="annotated").update(care=to_bits([CareFlag.PROTECTED_ADULT]))
    approve_wording(wording=draft, approver=owner, by=by, at=now)
    assert draft.masters.filter(variant__endswith=".protected").count() == 2
    held = case.notices.get(patient__tier="annotated")
    assert (held.state, held.hold_reason) == ("held", "protected_adult")
