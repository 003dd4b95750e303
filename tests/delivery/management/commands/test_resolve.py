"""`manage.py resolve`."""

import gzip
import io
import json
from datetime import timedelta
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.notices.choices import State
from notifier.notices.models import Notice
from tests.delivery.doubts import put_in_doubt
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def doubtful(by: Actor) -> list[Notice]:
    at = timezone.now() - timedelta(hours=1)
    approved_case(emails=2, at=at, by=by)
    put_in_doubt(2, at=at, by=by)
    return list(Notice.objects.order_by("pk"))


def run(*options: str) -> tuple[int, str]:
    said = StringIO()
    try:
        call_command("resolve", *options, stdout=said, stderr=said)
    except SystemExit as end:
        return int(end.code or 0), said.getvalue()
    return 0, said.getvalue()


def log_of(notice: Notice, status: str, queue: str = "4ABCDEF012") -> list[str]:
    stamp = timezone.now()
    before = (stamp - timedelta(seconds=2)).isoformat()
    message = f"<{notice.pk.hex}.email@avis.example.org>"
    return [
        f"{before} relais postfix/cleanup[1]: {queue}: message-id={message}\n",
        f"{stamp.isoformat()} relais postfix/smtp[2]: {queue}: to=<zoe.canari@example.org>, dsn=2.0.0,"
        f" status={status} (x)\n",
    ]


def states() -> list[str]:
    return list(Notice.objects.order_by("pk").values_list("state", flat=True))


def test_with_nothing_in_doubt_there_is_nothing_to_do(by: Actor) -> None:
    approved_case(emails=1, at=timezone.now(), by=by)
    code, said = run("--json")
    assert code == 0
    assert json.loads(said)["in_doubt"] == 0


def test_the_log_settles_what_it_knows_and_the_rest_asks_a_person(doubtful: list[Notice], tmp_path: Path) -> None:
    (tmp_path / "mail.log").write_text("".join(log_of(doubtful[0], "sent")))
    code, said = run("--postfix-log", str(tmp_path / "mail.log"), "--json")
    report = json.loads(said)
    assert code == 3
    assert (report["in_doubt"], report["left"], report["needs_a_person"]) == (2, 1, 1)
    assert report["settled"] == {"by_repeat": 0, "by_record": {"sent": 1}, "by_letter": {}}
    assert {one["notice"]: one["relay"] for one in report["notices"]} == {
        str(doubtful[0].pk): "sent",
        str(doubtful[1].pk): None,
    }
    assert states() == [State.SENT, State.IN_DOUBT]
    assert "canari" not in said


def test_everything_settled_exits_zero(doubtful: list[Notice], tmp_path: Path) -> None:
    lines = log_of(doubtful[0], "sent") + log_of(doubtful[1], "bounced", "5FEDCBA987")
    (tmp_path / "mail.log").write_text("".join(lines))
    assert run("--postfix-log", str(tmp_path / "mail.log"))[0] == 0
    assert states() == [State.SENT, State.FAILED]


def test_a_dry_run_changes_nothing(doubtful: list[Notice], tmp_path: Path) -> None:
    (tmp_path / "mail.log").write_text("".join(log_of(doubtful[0], "sent")))
    before = Event.objects.count()
    code, said = run("--postfix-log", str(tmp_path / "mail.log"), "--dry-run", "--json")
    report = json.loads(said)
    assert (code, report["dry_run"], report["ways"]) == (3, True, {"relay_record": 1, "person": 1})
    assert report["settled"] == {"by_repeat": 0, "by_record": {}, "by_letter": {}}
    assert (states(), Event.objects.count()) == ([State.IN_DOUBT] * 2, before)


def test_rotated_files_come_in_any_order(doubtful: list[Notice], tmp_path: Path) -> None:
    named, told = log_of(doubtful[0], "sent")
    (tmp_path / "mail.log.1.gz").write_bytes(gzip.compress(named.encode()))
    (tmp_path / "mail.log").write_text(told)
    files = [option for name in ("mail.log", "mail.log.1.gz") for option in ("--postfix-log", str(tmp_path / name))]
    run(*files)
    assert states() == [State.SENT, State.IN_DOUBT]


def test_the_log_may_come_from_standard_input(doubtful: list[Notice], monkeypatch: pytest.MonkeyPatch) -> None:
    data = "".join(log_of(doubtful[0], "sent")).encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    run("--postfix-log", "-")
    assert states() == [State.SENT, State.IN_DOUBT]


def test_a_log_that_cannot_be_read_changes_nothing(doubtful: list[Notice], tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="ne peut pas être ouvert"):
        call_command("resolve", "--postfix-log", str(tmp_path / "nowhere.log"))
    data = gzip.compress("".join(log_of(doubtful[0], "sent")).encode())
    (tmp_path / "cut.gz").write_bytes(data[:-9])
    with pytest.raises(CommandError, match="illisible"):
        call_command("resolve", "--postfix-log", str(tmp_path / "cut.gz"))
    assert states() == [State.IN_DOUBT] * 2


def test_an_unknown_case_is_refused(doubtful: list[Notice]) -> None:
    with pytest.raises(CommandError, match="identifiant"):
        call_command("resolve", "--case", str(uuid4()))
    code, said = run("--case", str(doubtful[0].case_id))
    assert code == 3
    assert "Encore en doute\N{NO-BREAK SPACE}: 2" in said
