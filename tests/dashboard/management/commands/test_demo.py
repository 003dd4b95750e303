"""`manage.py demo --headless`, as others rely on it."""

import json
from pathlib import Path

import pytest

from tests.journeys.house import House

KEYS = [
    "cases", "case_ids", "patients", "notices", "emails_accepted", "letters", "posted", "failed", "in_doubt", "held",
    "withdrawn", "in_person", "events", "seconds", "out", "database",
]  # fmt: skip


def test_it_prints_one_object_whose_sums_add_up(tmp_path: Path) -> None:
    house = House(tmp_path)
    printed = house.manage("demo", "--headless", "--json", "--patients", "40", "--physicians", "3")
    result = json.loads(printed)
    assert list(result) == KEYS
    assert (result["cases"], len(result["case_ids"]), result["patients"]) == (3, 3, 40)
    ended = sum(
        result[name] for name in ("emails_accepted", "letters", "failed", "in_doubt", "held", "withdrawn", "in_person")
    )
    assert ended == result["notices"] == 40
    assert result["events"] > 40


def test_its_database_can_be_tried_afterwards(tmp_path: Path) -> None:
    house = House(tmp_path)
    result = json.loads(house.manage("demo", "--headless", "--json", "--patients", "12", "--physicians", "2"))
    assert result["database"] == f"sqlite:///{tmp_path}/notifier.sqlite3"
    later = House(tmp_path, {"DATABASE_URL": result["database"], "NOTIFIER_DEMO": "headless"})
    states = later.manage_json("send", "--case", result["case_ids"][0])["states"]
    assert sum(states.values()) > 0
    assert "queued" not in states


def test_it_wants_an_empty_database(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.manage("demo", "--headless", "--patients", "3", "--physicians", "1")
    house.manage("demo", "--headless", "--patients", "3", "--physicians", "1", expect=1)
    assert "in use already" in house.logbook.read_text()
    assert "Traceback" not in house.logbook.read_text()


@pytest.mark.parametrize(("patients", "physicians"), [("2", "3"), ("5", "0")])
def test_a_world_without_people_is_refused(tmp_path: Path, patients: str, physicians: str) -> None:
    house = House(tmp_path)
    house.manage("demo", "--headless", "--patients", patients, "--physicians", physicians, expect=1)
    assert "Traceback" not in house.logbook.read_text()
