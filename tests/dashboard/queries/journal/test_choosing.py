"""What the fields of the log's form offer or find."""

from datetime import datetime

import pytest
from django.utils import translation

from notifier.audit.actors import Actor, user_actor
from notifier.dashboard.queries.journal.choosing import FOUND_AT_MOST, cases_of, notice_key, people_called, people_in
from notifier.lib.ids import reference_digest
from notifier.notices.actions import draft_wording
from notifier.notices.models import Notice
from tests.cast import Cast, make_cast
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db
REFERENCE = "7K3M-9QXT-2W4F"


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    return make_cast(at=now, by=by)


def test_people_who_acted_on_a_case_can_be_chosen(cast: Cast, now: datetime) -> None:
    for user in (cast.owner, cast.assistant):
        draft_wording(case=cast.case, by=user_actor(user.pk), at=now)
        cast.case.wordings.update(state="approved")
    actors = {f"user:{cast.owner.pk}": cast.owner.name, f"user:{cast.assistant.pk}": cast.assistant.name}
    assert dict(people_in(cast.case, with_names=True)) == actors
    with translation.override("fr"):
        unnamed = dict(people_in(cast.case, with_names=False))
    assert unnamed == {actor: f"personne n° {actor[5:]}" for actor in actors}


def test_people_are_found_by_a_part_of_their_name_or_by_their_address(cast: Cast) -> None:
    assert people_called("DR Numéro 1") == people_called("medecin1@EXAMPLE.org") == [f"user:{cast.owner.pk}"]
    assert people_called("medecin1@example") == []
    assert len(people_called("e")) <= FOUND_AT_MOST + 1


def test_cases_are_found_by_their_practice_or_their_number(cast: Cast) -> None:
    assert cases_of("numéro 1") == cases_of(str(cast.case.pk)) == [cast.case.pk]
    assert len(cases_of("cabinet")) == 2
    assert cases_of("nulle part") == []


def test_a_reference_is_its_notices_number_else_its_digest(now: datetime, by: Actor) -> None:
    notice = approved_case(emails=1, at=now, by=by).notices.get()
    typed = notice.reference.lower().replace("-", " ")
    assert notice_key(typed) == str(notice.pk)
    Notice.objects.all().delete()
    assert notice_key(typed) == reference_digest(notice.reference)


def test_what_is_no_reference_has_no_key() -> None:
    assert [notice_key(text) for text in ("", REFERENCE, f"{REFERENCE}-X", "bonjour")] == [""] * 4
