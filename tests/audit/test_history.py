"""The log's own account of its keys."""

import base64
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.audit.history import BrokenHistory, change_data, key_history
from notifier.lib.notes import Signer

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = (Signer("notifier.test/journal", bytes([n]) * 32) for n in (1, 2, 3))


@pytest.fixture
def tell(by: Actor, now: datetime) -> Any:
    def told(kind: str, **data: str) -> None:
        with transaction.atomic():
            record(Fact(kind, "log", data=data), by=by, at=now)

    return told


def test_a_log_not_begun_has_no_keys() -> None:
    assert key_history() is None


def test_keys_follow_one_another(tell: Any) -> None:
    tell("log.begun", origin="notifier.test/journal", key=FIRST.verifier.text)
    tell("log.key_changed", **change_data(FIRST, SECOND))
    tell("log.key_changed", **change_data(SECOND, THIRD))
    history = key_history()
    assert history is not None
    assert history.keys == (FIRST.verifier, SECOND.verifier, THIRD.verifier)
    assert history.current == THIRD.verifier
    assert history.origin == "notifier.test/journal"
    assert history.places == (None, None, None)


def test_a_change_one_key_did_not_sign_breaks_it(tell: Any) -> None:
    tell("log.begun", origin="notifier.test/journal", key=FIRST.verifier.text)
    forged = change_data(FIRST, SECOND) | {"old_signature": base64.b64encode(bytes(64)).decode()}
    tell("log.key_changed", **forged)
    with pytest.raises(BrokenHistory):
        key_history()


def test_a_change_from_another_key_breaks_it(tell: Any) -> None:
    tell("log.begun", origin="notifier.test/journal", key=FIRST.verifier.text)
    tell("log.key_changed", **change_data(SECOND, THIRD))
    with pytest.raises(BrokenHistory):
        key_history()


@pytest.mark.parametrize("data", [{}, {"key": "nonsense"}, {"key": FIRST.verifier.text}])
def test_an_unreadable_beginning_breaks_it(tell: Any, data: dict[str, str]) -> None:
    tell("log.begun", **data)
    with pytest.raises(BrokenHistory):
        key_history()


def test_a_change_before_the_beginning_breaks_it(tell: Any) -> None:
    tell("log.key_changed", **change_data(FIRST, SECOND))
    with pytest.raises(BrokenHistory):
        key_history()
