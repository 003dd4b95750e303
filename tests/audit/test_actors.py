import pytest

from notifier.audit.actors import Actor, AnonymousActor, user_actor


def test_an_actor_reads_as_kind_and_name() -> None:
    assert str(user_actor(7)) == "user:7"


@pytest.mark.parametrize(("kind", "name"), [("user", ""), ("", "7"), ("ghost", "7")])
def test_nobody_acts_anonymously(kind: str, name: str) -> None:
    with pytest.raises(AnonymousActor):
        Actor(kind, name)
