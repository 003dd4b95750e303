"""Whether someone holds the sheet of the keys in use."""

import base64
from datetime import datetime, timedelta

import pytest
from pytest_django import Settings

from notifier.audit.actors import Actor
from notifier.vault import masters
from notifier.vault.actions import confirm_escrow
from notifier.vault.recovery.escrow import (
    confirmation_code,
    escrow_confirmed_at,
    is_code_of,
    is_escrow_confirmed,
    set_fingerprint,
)
from tests.vault.keys import NEW

ONE, TWO = {"m1": bytes(range(32))}, {"m2": bytes(range(1, 33))}


def test_code_and_fingerprint_belong_to_a_set_of_keys_whatever_its_order() -> None:
    assert confirmation_code({**ONE, **TWO}) == confirmation_code({**TWO, **ONE})
    sets = [ONE, TWO, {**ONE, **TWO}, {"m1": TWO["m2"]}]
    assert len({confirmation_code(keys) for keys in sets}) == len({set_fingerprint(keys) for keys in sets}) == 4


def test_a_code_is_typed_with_or_without_its_hyphen() -> None:
    code = confirmation_code(ONE)
    assert (len(code), code[5]) == (11, "-")
    assert all(is_code_of(ONE, typed) for typed in (code, code.lower(), code.replace("-", " "), f" {code} "))
    assert not any(is_code_of(ONE, typed) for typed in ("", code[:-1], confirmation_code(TWO), code + "A", "é"))


@pytest.mark.django_db
def test_nobody_holds_a_sheet_until_they_say_so(now: datetime, by: Actor) -> None:
    assert not is_escrow_confirmed()
    confirm_escrow(code=confirmation_code(masters.configured()), by=by, at=now)
    assert escrow_confirmed_at() == now


@pytest.mark.django_db
def test_a_new_master_key_asks_for_a_new_sheet_and_an_old_one_may_go(
    now: datetime, by: Actor, settings: Settings
) -> None:
    old = settings.MASTER_KEYS
    confirm_escrow(code=confirmation_code(masters.configured()), by=by, at=now)

    settings.MASTER_KEYS = f"{NEW},{old}"
    assert not is_escrow_confirmed()
    confirm_escrow(code=confirmation_code(masters.configured()), by=by, at=now + timedelta(1))
    assert escrow_confirmed_at() == now + timedelta(1)

    settings.MASTER_KEYS = NEW
    assert is_escrow_confirmed()
    settings.MASTER_KEYS = old
    assert is_escrow_confirmed()


@pytest.mark.django_db
def test_another_key_under_an_old_id_is_a_new_key(now: datetime, by: Actor, settings: Settings) -> None:
    confirm_escrow(code=confirmation_code(masters.configured()), by=by, at=now)
    settings.MASTER_KEYS = "m1:" + base64.urlsafe_b64encode(bytes(range(32))).decode()
    assert not is_escrow_confirmed()
