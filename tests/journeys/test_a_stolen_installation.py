"""Given a full run of the demo, when a thief takes the databases, the logs and every other file of the house, then no
name, e-mail, street or telephone of any patient is in them, in any guise.
"""

import base64
import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from notifier.dashboard.management.demo.people import make_people, roster_csv
from notifier.dashboard.management.demo.world import shares
from tests.journeys.forms import found_in
from tests.journeys.house import House, Post

PATIENTS, PHYSICIANS, SEED = 60, 2, 2026


def everyone() -> list[str]:
    """What is personal in the rosters of the run: the demo makes the same people every time."""
    texts: set[str] = set()
    for number, share in enumerate(shares(PATIENTS, PHYSICIANS)):
        rows = csv.reader(io.StringIO(roster_csv(make_people(share, SEED + number)).decode("utf-8-sig")), delimiter=";")
        next(rows)
        for family, given, born, street, _extra, _postcode, _town, _country, email, telephone, *_rest in rows:
            texts |= {given, f"{given} {family}", street, email, telephone, f"{family};{given}", born}
    # What is brief stands in other files by chance.
    return sorted(text for text in texts if len(text) > 7)


def test_the_search_finds_what_is_there() -> None:
    text = "Anne-Sophie Éa"
    for hidden in (
        text.encode(), text.upper().encode(), text.encode("utf-16-le"), text.encode().hex().encode(),
        base64.b64encode(f"xy{text}z".encode()), base64.urlsafe_b64encode(f"{text}z".encode("utf-16-be")),
        json.dumps({"n": text}).encode(), text.encode("latin-1"), b"n=Anne-Sophie%20%C3%89a",
        b"n: Anne-Sophie =C3=89a",
    ):  # fmt: skip
        assert found_in(b"\x00before" + hidden + b"after", [text]) == [text], hidden
    assert found_in(b"nobody is here", [text]) == []


def run_the_demo(house: House, post: Post) -> None:
    arguments = ["--headless", "--patients", str(PATIENTS), "--physicians", str(PHYSICIANS)]
    result = house.manage_json("demo", *arguments)
    assert result["patients"] == PATIENTS
    assert result["emails_accepted"] == len(post.taken) > 20
    # Or the silence elsewhere would prove nothing.
    said = b"".join(raw for _, raw in post.taken)
    assert len(found_in(said, everyone())) > 20


def loot(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of the house and its name, but the letters that were bundled for the printer."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "out" not in path.relative_to(folder).parts:
            yield path.name, path.read_bytes() + b"\n" + path.name.encode()


def test_a_thief_on_a_laptop_finds_nobody(tmp_path: Path, post: tuple[Post, str]) -> None:
    server, address = post
    house = House(tmp_path / "home", {"EMAIL_URL": address, "NOTIFIER_LOG_LEVEL": "DEBUG"})
    run_the_demo(house, server)
    taken = dict(loot(house.home))
    assert {"notifier.sqlite3", "keys.sqlite3", "journey.log"} <= set(taken)
    texts = everyone()
    assert {name: found for name, data in taken.items() if (found := found_in(data, texts))} == {}


@pytest.mark.postgres
def test_a_thief_with_a_dump_of_postgresql_finds_nobody(tmp_path: Path, post: tuple[Post, str], postgres: str) -> None:
    server, address = post
    house = House(tmp_path / "home", {"EMAIL_URL": address, "DATABASE_URL": postgres, "NOTIFIER_LOG_LEVEL": "DEBUG"})
    run_the_demo(house, server)
    texts = everyone()
    with psycopg.connect(postgres) as database:
        names = database.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
        for (name,) in names:
            with database.cursor().copy(f"copy {name} to stdout (format binary)") as rows:  # type: ignore[arg-type]
                content = b"".join(bytes(part) for part in rows)
            assert found_in(content, texts) == [], name
    for name, data in loot(house.home):
        assert found_in(data, texts) == [], name
