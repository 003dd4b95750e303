"""Given letters that a hybrid-mail provider is to print, when the workers that hand them over are killed at random
moments, again and again, then each letter is submitted once, to its own person; when it is produced its patient counts
as informed, and when it comes back they do not. No name stands anywhere but in the letters. MAILED_LETTERS says how
many there are.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from django.utils import timezone

from tests.journeys.house import ROOT, House
from tests.mailroom.maileva import CLIENT, PASSWORD, SECRET, USER, mail_house
from tests.mailroom.maileva import House as MailHouse

LETTERS = int(os.environ.get("MAILED_LETTERS", "40"))
PREPARE = f"""
from django.utils import timezone
from notifier.audit.actors import Actor
from notifier.mailroom.actions import consign_letters
from tests.worlds import approved_case, make_letters
at, by = timezone.now(), Actor("system", "journey")
case = approved_case(letters={LETTERS}, at=at, by=by)
make_letters(at=at, by=by)
print(consign_letters(case=case, provider="maileva", duplex=True, by=by, at=at).pk)
"""
STATES = """
import json
from collections import Counter
from notifier.notices.models import Notice
print(json.dumps(Counter(Notice.objects.values_list("state", flat=True))))
"""


def given(tmp_path: Path, front: str, more: dict[str, str]) -> tuple[House, str]:
    """A house whose letters are consigned, and the run."""
    named = {
        "NOTIFIER_DEMO": "headless",
        "NOTIFIER_LOG_LEVEL": "DEBUG",
        "NOTIFIER_HYBRID_MAIL": "maileva",
        "NOTIFIER_HYBRID_MAIL_URL": f"{front}/mail/v2",
        "NOTIFIER_HYBRID_MAIL_TOKEN_URL": f"{front}/token",
        "NOTIFIER_HYBRID_MAIL_CLIENT_ID": CLIENT,
        "NOTIFIER_HYBRID_MAIL_CLIENT_SECRET": SECRET,
        "NOTIFIER_HYBRID_MAIL_USERNAME": USER,
        "NOTIFIER_HYBRID_MAIL_PASSWORD": PASSWORD,
    }
    house = House(tmp_path / "home", named | more)
    for database in ("default", "keys"):
        house.manage("migrate", "--database", database, "--verbosity", "0")
    return house, house.manage("shell", "--verbosity", "0", "-c", PREPARE).strip().splitlines()[-1]


def kill(house: House, *, workers: int, seed: int) -> dict[str, int]:
    command = [sys.executable, "-m", "tests.journeys.dispatcher", str(workers), str(seed)]
    env = house.environment | {"DJANGO_SETTINGS_MODULE": "notifier.settings"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=900)
    house.log(f"{done.stdout}\n{done.stderr}")
    assert done.returncode == 0, done.stderr[-3000:]
    counted: dict[str, int] = json.loads(done.stdout)
    return counted


def check_once(mail: MailHouse) -> None:
    """One letter for each person, whole, under its own address, submitted once; nothing half done is left."""
    assert mail.complaints == []
    assert mail.drafts() == []
    sent = mail.submitted()
    assert mail.submissions == Counter({sending.head["custom_id"]: 1 for sending in sent})
    assert len(sent) == LETTERS
    assert len({sending.recipients[0]["address_line_4"] for sending in sent}) == LETTERS
    for sending in sent:
        [document], [recipient] = sending.documents, sending.recipients
        with pikepdf.open(BytesIO(document)) as pdf:
            assert len(pdf.pages) >= 1
        text = pdfium.PdfDocument(document)[0].get_textpage().get_text_bounded()
        for line in (recipient["address_line_2"], recipient["address_line_4"], recipient["address_line_6"]):
            assert line in text


def states(house: House) -> dict[str, int]:
    counted: dict[str, int] = json.loads(house.manage("shell", "--verbosity", "0", "-c", STATES))
    return counted


def check_silence(house: House) -> None:
    """The patients' name is Canari, and stands in no file of the house, its log included."""
    singing = [path.name for path in house.home.rglob("*") if path.is_file() and b"canari" in path.read_bytes().lower()]
    assert singing == []


def journey(house: House, run: str, mail: MailHouse, *, workers: int, seed: int) -> None:
    # Slow enough that there is somebody to kill, however fast the machine.
    mail.faults, mail.slowness = (lambda _step: "slow"), 0.02
    counted = kill(house, workers=workers, seed=seed)
    mail.faults = lambda _step: None
    assert counted["kills"] >= 5
    # A worker leaves one letter in doubt at most; those of the rounds before stay so until one lives to settle them.
    assert counted["most_new_doubts"] <= workers
    check_once(mail)
    assert states(house) == {"in_run": LETTERS}

    first, second, *others = mail.submitted()
    for sending in (first, second, *others):
        mail.produce(sending, on=(timezone.now() - timedelta(seconds=1)).isoformat())
    told = json.loads(house.manage("shell", "--verbosity", "0", "-c", ask(days=30)).splitlines()[-1])
    assert told == {"posted": LETTERS, "returned": 0}
    assert states(house) == {"posted": LETTERS}

    second.recipients[0] |= {"last_delivery_status": "N10", "undelivered_mail_date": timezone.now().isoformat()}
    told = json.loads(house.manage("shell", "--verbosity", "0", "-c", ask(days=38)).splitlines()[-1])
    assert told == {"posted": 0, "returned": 1}
    assert states(house) == {"posted": LETTERS - 1, "to_tell": 1}
    assert house.manage_json("verify_log")["holds"] is True
    check_silence(house)


def ask(days: int) -> str:
    """A program that asks the provider, that many days from now."""
    return f"""
import json
from datetime import timedelta
from django.utils import timezone
from notifier.audit.actors import Actor
from notifier.mailroom.channels import open_provider
from notifier.mailroom.dispatch import ask_provider
report = ask_provider(open_provider(), run=None, most=10_000, clock=lambda: timezone.now() + timedelta(days={days}),
                      by=Actor("worker", "journey"))
print(json.dumps({{"posted": report.posted, "returned": report.returned}}))
"""


def test_on_sqlite(tmp_path: Path) -> None:
    with mail_house() as (mail, front):
        house, run = given(tmp_path, front, {})
        journey(house, run, mail, workers=1, seed=11)


@pytest.mark.postgres
def test_with_two_workers_on_postgresql(tmp_path: Path, postgres: str) -> None:
    with mail_house() as (mail, front):
        house, run = given(tmp_path, front, {"DATABASE_URL": postgres})
        journey(house, run, mail, workers=2, seed=12)
