"""The main job from a doctor's file to the patients' hands: given a breach, when it is sent, then everyone is told
once, personally, and the log says so. The number of patients is taken from JOURNEY_PATIENTS.
"""

import json
import os
import re
import sqlite3
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest

from notifier.law.content import HEADINGS
from tests.journeys.house import House, Post, running, wait_until
from tests.journeys.readers import as_html, as_text, letters, reference_in

PATIENTS = int(os.environ.get("JOURNEY_PATIENTS", "240"))
DEMO = ("demo", "--headless", "--json", "--patients", str(PATIENTS), "--physicians", "6")


def check_messages(post: Post, expected: int) -> set[str]:
    """Every message arrived once and is what it should be; gives the references."""
    assert len(post.taken) == expected
    messages = post.messages()
    assert len({message["Message-ID"] for message in messages}) == expected
    references = set()
    for (recipients, raw), message in zip(post.taken, messages, strict=True):
        assert recipients == [message["To"].addresses[0].addr_spec]
        assert str(message["Auto-Submitted"]) == "auto-generated"
        assert re.fullmatch(r"<mailto:papier@avis\.example\.org(\?[^>]*)?>", str(message["List-Unsubscribe"]))
        assert message["List-Unsubscribe-Post"] is None
        assert re.fullmatch(r"<[^@<>\s]+@avis\.example\.org>", str(message["Message-ID"]))
        assert max(map(len, raw.split(b"\r\n"))) <= 998
        assert not re.search(
            r"sant|médec|cabinet|dr\b|logidoc", f"{message['Subject']} {message['From']}", re.IGNORECASE
        )
        text = as_text(message)
        html, addresses = as_html(message)
        assert reference_in(text) == reference_in(html)
        assert [address for address in addresses if not address.startswith(("mailto:", "tel:"))] == []
        references.add(reference_in(text))
    assert len(references) == expected
    return references


def check_letters(folder: Path, expected: int) -> set[str]:
    """Every letter opens, carries an address where a window shows it, and says the six parts; gives the references."""
    found = {reference: letter for path in folder.rglob("*.pdf") for reference, letter in letters(path).items()}
    assert len(found) == expected
    for window, text in found.values():
        assert 2 <= len(window) <= 7, window
        assert any(all(heading in text for heading in HEADINGS[language].values()) for language in HEADINGS)
    return set(found)


def check_sums(result: dict[str, Any]) -> None:
    ended = sum(result[name] for name in ("emails_accepted", "letters", "failed", "in_doubt", "held"))
    assert ended == result["notices"] == result["patients"] == PATIENTS
    assert result["emails_accepted"] > result["letters"] > 0
    assert (result["failed"], result["in_doubt"]) == (0, 0)


def check_log(kinds: Counter[str], result: dict[str, Any]) -> None:
    """The log tells of exactly what happened."""
    assert kinds["notice.sent"] == result["emails_accepted"]
    assert kinds["letter.made"] == kinds["letter.in_run"] == result["letters"]
    assert kinds["attempt.started"] == result["emails_accepted"] + result["letters"]
    assert kinds["wording.approved"] == kinds["notices.owed"] == result["cases"]


def test_on_a_laptop(tmp_path: Path, post: tuple[Post, str]) -> None:
    server, address = post
    house = House(tmp_path, {"EMAIL_URL": address})
    result = json.loads(house.manage(*DEMO))

    check_sums(result)
    told = check_messages(server, result["emails_accepted"])
    printed = check_letters(Path(result["out"]), result["letters"])
    with sqlite3.connect(tmp_path / "notifier.sqlite3") as database:
        check_log(Counter(kind for (kind,) in database.execute("select kind from audit_event")), result)
        sent = {ref for (ref,) in database.execute("select reference from notices_notice where state != 'held'")}
    assert told | printed == sent
    assert not told & printed


@pytest.mark.postgres
@pytest.mark.redis
def test_with_two_workers_on_postgresql_and_redis(
    tmp_path: Path, post: tuple[Post, str], postgres: str, redis_url: str
) -> None:
    server, address = post
    house = House(
        tmp_path,
        {"EMAIL_URL": address, "DATABASE_URL": postgres, "REDIS_URL": redis_url, "NOTIFIER_DEMO": "headless"},
    )
    waiting = json.loads(house.manage(*DEMO, "--leave-queued"))
    assert waiting["notices"] == PATIENTS
    assert server.taken == []

    celery = ("-m", "celery", "-A", "notifier.celery")
    with ExitStack() as processes:
        for number in (1, 2):
            worker = (*celery, "worker", "--concurrency", "1", "--hostname", f"w{number}@%h")
            processes.enter_context(running(house, *worker))
        processes.enter_context(running(house, *celery, "beat", "--schedule", str(tmp_path / "beat")))
        with psycopg.connect(postgres, autocommit=True) as database:
            moving = "select count(*) from notices_notice where state in ('queued', 'claimed', 'sending')"
            wait_until(lambda: database.execute(moving).fetchone() == (0,), "every notice has its end")

    for case in waiting["case_ids"]:
        ready = house.manage_json("send", "--case", case)["states"].get("ready_to_print", 0)
        if ready:
            house.manage("print_run", "--case", case, "--plain", "--out", str(tmp_path / "print" / case))
    with psycopg.connect(postgres, autocommit=True) as database:
        states = Counter(state for (state,) in database.execute("select state from notices_notice"))
        kinds = Counter(kind for (kind,) in database.execute("select kind from audit_event"))
        workers = {actor for (actor,) in database.execute("select actor from audit_event where kind = 'notice.sent'")}
    result = {
        **waiting,
        "emails_accepted": states["sent"],
        "letters": states["in_run"],
        "held": states["held"],
    }
    check_sums(result)
    check_messages(server, states["sent"])
    check_letters(tmp_path / "print", states["in_run"])
    check_log(kinds, result)
    assert workers == {"worker:outbox"}
