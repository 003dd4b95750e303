import io
import json
from datetime import datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from notifier.audit import triggers
from notifier.audit.actors import Actor
from notifier.audit.checkpoints import make_checkpoint
from notifier.audit.models import Event
from notifier.audit.verification import verify_log
from tests.audit.logs import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def note(by: Actor, now: datetime, tmp_path: Path) -> Path:
    write(3, at=now, by=by)
    path = tmp_path / "checkpoint.txt"
    path.write_bytes(bytes(make_checkpoint(at=now).note))
    return path


def run(*arguments: str, expect: int = 0) -> str:
    out = io.StringIO()
    if expect == 0:
        call_command("verify_log", *arguments, stdout=out)
    else:
        with pytest.raises(SystemExit) as ended:
            call_command("verify_log", *arguments, stdout=out)
        assert ended.value.code == expect
    return out.getvalue()


def test_an_untouched_log_is_said_to_be_whole(note: Path) -> None:
    (key,) = verify_log().keys
    said = run("--checkpoint", str(note), "--key", key.upper().replace(" ", ""))
    assert "4 événements en place" in said
    assert "Le journal est intact." in said


def test_a_changed_event_is_named(note: Path) -> None:
    event = Event.objects.get(subject="thing:1")
    triggers.remove(connection)
    Event.objects.filter(pk=event.pk).update(kind="test.forged")
    triggers.install(connection)
    said = run("--checkpoint", str(note), expect=1)
    assert f"event {event.uid}, kind" in said
    assert "PAS intact" in said
    result = json.loads(run("--json", expect=1))
    assert not result["holds"]
    assert [(f["code"], f["event"]) for f in result["findings"]] == [("column_changed", str(event.uid))]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"absent\.txt"):
        call_command("verify_log", "--checkpoint", str(tmp_path / "absent.txt"))
