"""Given a patient with an unmistakable name, when everyone is told, then the name stands in the message and the letter
and nowhere else: not in the database's bytes, the logs, Redis, the tasks' arguments, the audit log or a file's name.
"""

import base64
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from tests.journeys.house import House, Post, running, wait_until
from tests.journeys.readers import as_text, letters

# No other text holds these letters in this order.
CANARIES = ("zyxwvq", "qvwxyz", "kjihgq")
ROSTER = (
    "nom;prénom;date de naissance;rue;code postal;ville;courriel;téléphone\n"
    "Zyxwvq;Émilie;01/02/1980;17 impasse Kjihgq;69003;Lyon;qvwxyz@example.org;06 00 00 00 01\n"
    "Zyxwvq;Luc;01/02/1981;17 impasse Kjihgq;69003;Lyon;;06 00 00 00 02\n"
    "Zyxwvq;Refusée;32/02/1981;17 impasse Kjihgq;69003;Lyon;pas une adresse;\n"
)
OPEN = """
from django.utils import timezone
from notifier.audit.actors import Actor
from tests.worlds import open_practice
print(open_practice(at=timezone.now(), by=Actor("system", "journey"))[0].pk)
"""
APPROVE = """
from django.utils import timezone
from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.notices.actions import approve_wording, draft_wording
at, by, case = timezone.now(), Actor("system", "journey"), Case.objects.get()
approve_wording(wording=draft_wording(case=case, by=by, at=at), approver=User.objects.get(), by=by, at=at)
"""
ASK = """
from django.test import Client
from notifier.notices.models import Notice, PatientRequest
reference = Notice.objects.get(state="sent").reference
typed = {"reference": reference, "kind": "question", "text": "Zyxwvq demande.", "reach": "17 impasse Kjihgq"}
answer = Client(HTTP_HOST="localhost").post("/avis/demande/", typed)
print(answer.status_code, PatientRequest.objects.count())
"""


def prepare(house: House, tmp_path: Path) -> str:
    """Take the roster in and approve the wording; gives the case."""
    for database in ("default", "keys"):
        house.manage("migrate", "--database", database, "--verbosity", "0")
    case = house.manage("shell", "--verbosity", "0", "-c", OPEN).strip()
    roster = tmp_path / "roster.csv"
    roster.write_text(ROSTER, encoding="utf-8")
    house.manage("import_roster", "--case", case, str(roster), "--confirm", "many_refused")
    house.manage("shell", "--verbosity", "0", "-c", APPROVE)
    return case


def check_it_arrived(post: Post, bundle: Path) -> None:
    """Or the silence elsewhere would prove nothing."""
    assert [recipients for recipients, _ in post.taken] == [["qvwxyz@example.org"]]
    assert "Émilie Zyxwvq" in as_text(post.messages()[0])
    [(window, _)] = letters(next(bundle.glob("*.pdf"))).values()
    assert window == ["Luc Zyxwvq", "17 IMPASSE KJIHGQ", "69003 LYON"]


def heard(data: bytes) -> list[str]:
    """Canaries in the bytes, in clear, as hexadecimal or inside base64, whatever their capitals."""
    folded = data.lower()
    forms = [folded, *(decoded.lower() for decoded in _decoded(data))]
    return [bird for bird in CANARIES if any(bird.encode() in form for form in forms) or _hex(bird) in folded]


def _hex(bird: str) -> bytes:
    return bird.encode().hex().encode()


def _decoded(data: bytes) -> Iterator[bytes]:
    for run in re.findall(rb"[A-Za-z0-9+/_-]{16,}={0,2}", data):
        body = run.rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
        yield base64.b64decode(body + b"=" * (-len(body) % 4), validate=False) if len(body) % 4 != 1 else b""


def test_the_ear_is_sharp() -> None:
    for form in ("Zyxwvq", "x" + b"zyxwvq".hex(), base64.b64encode(b'{"n": "zyxwvq"}').decode()):
        assert heard(form.encode()) == ["zyxwvq"]
    assert heard(b"nobody") == []


def files_of(folder: Path) -> dict[str, list[str]]:
    """What sings in each file of a folder, and in its name."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and (birds := heard(path.read_bytes() + path.name.encode())):
            found[path.name] = birds
    return found


def test_on_a_laptop(tmp_path: Path, post: tuple[Post, str]) -> None:
    server, address = post
    house = House(tmp_path / "home", {"EMAIL_URL": address, "NOTIFIER_DEMO": "headless"})
    case = prepare(house, tmp_path)
    house.manage("send")
    house.manage("print_run", "--case", case, "--plain", "--out", str(tmp_path / "print"))
    assert house.manage("shell", "--verbosity", "0", "-c", ASK).split() == ["302", "1"]

    check_it_arrived(server, tmp_path / "print")
    assert (house.home / "notifier.sqlite3").stat().st_size > 10_000
    assert files_of(house.home) == {}


@pytest.mark.postgres
@pytest.mark.redis
def test_with_a_worker_on_postgresql_and_redis(
    tmp_path: Path, post: tuple[Post, str], postgres: str, redis_url: str
) -> None:
    server, address = post
    house = House(
        tmp_path / "home",
        {"EMAIL_URL": address, "DATABASE_URL": postgres, "REDIS_URL": redis_url, "NOTIFIER_DEMO": "headless",
         "NOTIFIER_LOG_LEVEL": "DEBUG"},
    )  # fmt: skip
    case = prepare(house, tmp_path)
    with listening(redis_url) as spoken, psycopg.connect(postgres, autocommit=True) as database:
        with running(house, "-m", "celery", "-A", "notifier.celery", "worker", "--beat", "--concurrency", "1",
                     "--loglevel", "DEBUG", "--schedule", str(tmp_path / "beat")):  # fmt: skip
            ended = "select count(*) from notices_notice where state in ('sent', 'ready_to_print')"
            wait_until(lambda: database.execute(ended).fetchone() == (2,), "both are told")
            assert house.manage("shell", "--verbosity", "0", "-c", ASK).split() == ["302", "1"]
        house.manage("print_run", "--case", case, "--plain", "--out", str(tmp_path / "print"))
        check_it_arrived(server, tmp_path / "print")
        assert {table: birds for table, data in tables(database) if (birds := heard(data))} == {}
    said = b"".join(spoken)
    assert b"delivery.work" in said
    assert heard(said) == []
    assert b"delivery.work" in house.logbook.read_bytes()
    assert files_of(house.home) == {}


def tables(database: psycopg.Connection) -> Iterator[tuple[str, bytes]]:
    """Every table's content as text; binary columns come as hexadecimal."""
    names = database.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
    for (name,) in names:
        with database.cursor().copy(f"copy {name} to stdout") as rows:  # type: ignore[arg-type]
            yield name, b"".join(bytes(part) for part in rows)


class listening:
    """Everything that is said to Redis meanwhile."""

    def __init__(self, url: str) -> None:
        # Without this the ear closes after five quiet seconds, as when a busy machine starts its worker slowly.
        self._client = redis.Redis.from_url(url, socket_timeout=None)
        self._spoken: list[bytes] = []

    def __enter__(self) -> list[bytes]:
        self._monitor = self._client.monitor()
        self._monitor.__enter__()
        threading.Thread(target=self._listen, daemon=True).start()
        return self._spoken

    def _listen(self) -> None:
        """Every line as it comes: the client's own reading of them stumbles over what others say to the server."""
        try:
            while True:
                self._spoken.append(repr(self._monitor.connection.read_response()).encode())
        except (redis.RedisError, OSError, ValueError, AttributeError):
            return

    def __exit__(self, *_: object) -> None:
        self._client.close()
