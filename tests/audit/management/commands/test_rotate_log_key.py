import io
from datetime import datetime

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from notifier.audit.checkpoints import make_checkpoint
from notifier.audit.verification import verify_log
from tests.audit.test_keys import NEW, OLD

pytestmark = pytest.mark.django_db


def test_the_new_keys_fingerprint_is_said(now: datetime, settings: Settings) -> None:
    settings.LOG_KEYS = OLD
    make_checkpoint(at=now)
    settings.LOG_KEYS = f"{NEW},{OLD}"
    out = io.StringIO()
    call_command("rotate_log_key", stdout=out)
    verdict = verify_log()
    assert verdict.holds
    assert verdict.keys[1] in out.getvalue()


def test_without_the_old_key_nothing_changes(now: datetime, settings: Settings) -> None:
    settings.LOG_KEYS = OLD
    make_checkpoint(at=now)
    settings.LOG_KEYS = NEW
    with pytest.raises(CommandError, match="NOTIFIER_LOG_KEYS"):
        call_command("rotate_log_key")
