from datetime import datetime

import pytest
from django.utils import translation

from notifier.accounts.actions import create_user
from notifier.audit.actors import Actor
from notifier.dashboard.queries.stories.who import people_named, who

pytestmark = pytest.mark.django_db


def test_people_have_names_and_what_is_no_person_has_none(now: datetime, by: Actor) -> None:
    user = create_user(email="a@example.org", name="Camille Arnaud", password=None, by=by, at=now)
    actors = [f"user:{user.pk}", "worker:outbox", "organisation:1", "user:x", ""]
    assert people_named(actors) == {f"user:{user.pk}": "Camille Arnaud"}


@pytest.mark.parametrize(
    ("actor", "said"),
    [
        ("user:7", "Camille Arnaud"),
        ("user:8", "personne n° 8"),
        ("command:send", "commande send"),
        ("worker:outbox", "le système"),
        ("system:log", "le système"),
    ],
)
def test_everyone_who_acts_is_told_of(actor: str, said: str) -> None:
    with translation.override("fr"):
        assert who(actor, {"user:7": "Camille Arnaud"}) == said
