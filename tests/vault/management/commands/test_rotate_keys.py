"""`manage.py rotate_keys`."""

import json
from datetime import datetime
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from notifier.vault.keystore import create_data_key
from tests.vault.keys import NEW

pytestmark = pytest.mark.django_db


def run(*options: str) -> str:
    out = StringIO()
    call_command("rotate_keys", *options, stdout=out)
    return out.getvalue()


def test_it_says_how_many_and_what_may_be_removed(now: datetime, settings: Settings) -> None:
    for _ in range(2):
        create_data_key(uuid4(), at=now)
    settings.MASTER_KEYS = f"{NEW},{settings.MASTER_KEYS}"
    assert run().splitlines() == [
        "2 clés de dossier mises sous la clé maîtresse m2.",
        "La clé m1 ne sert plus\N{NO-BREAK SPACE}: vous pouvez la retirer de la configuration.",
    ]
    assert json.loads(run("--json")) == {"master": "m2", "count": 0, "left": 0, "removable": ["m1"]}


def test_a_master_that_is_missing_is_named(now: datetime, settings: Settings) -> None:
    create_data_key(uuid4(), at=now)
    settings.MASTER_KEYS = NEW
    with pytest.raises(CommandError, match="m1"):
        run()
