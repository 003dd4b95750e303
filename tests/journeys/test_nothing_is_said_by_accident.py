"""Given whatever holds a person's data for a while, when it is printed, logged or lands in a report, then its repr says
nothing of the person.
"""

import pickle
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from notifier.delivery.actions import Finished, Start
from notifier.delivery.channels.face import Prepared
from notifier.delivery.choices import Outcome
from notifier.lib.tables import read_table
from notifier.mailroom.queries import MadeOne
from notifier.notices.choices import Channel
from notifier.notices.rendering.previews import EmailPreview
from notifier.post.stamp import Fields
from notifier.press.bundle import PlatedLetter, WholeLetter
from notifier.press.letters import Letter, LetterFields
from notifier.press.plates import Plate
from notifier.press.shaping import Run, Shaped
from notifier.press.stamp import Stamped
from notifier.rosters.actions.writing import Upload
from notifier.rosters.models import Comparison, Patient, StagedRoster
from notifier.rosters.queries.pages import Masked, MaskedPage
from notifier.rosters.rules.cells import Cells
from notifier.rosters.rules.columns import read_header
from notifier.rosters.rules.examine import Reading
from notifier.rosters.rules.person import Person
from notifier.rosters.rules.reach import read_reach
from notifier.rosters.rules.rows import Expected, read_row
from notifier.vault.checking import WrappedKey
from notifier.vault.reasons import seal_reason
from notifier.vault.recovery.lines import Kind, SheetKey, TypedSheet, to_lines
from notifier.vault.sealing import Sealer
from notifier.vault.witnesses import Witness
from tests.journeys.house import House

BIRD, AT, ID = "Zyxwvq", datetime(2026, 3, 4, tzinfo=UTC), uuid4()
SONG = BIRD.encode()
PERSON = Person(
    BIRD, BIRD, date(1980, 2, 1), (f"1 rue {BIRD}",), "69003", BIRD, BIRD, f"{BIRD}@example.org", BIRD, BIRD
)
FILE = f"nom;prénom;courriel\n{BIRD};{BIRD};{BIRD}@example.org\n".encode()
LAYOUT = read_header(("nom", "prénom", "courriel"), 1)[0]
EXPECTED = Expected(date(2026, 3, 4), demo=True, physicians={"99900000001": "case"})
CELLS = (BIRD, BIRD, f"{BIRD}@example.org")
START = Start(ID, ID, ID, ID, Channel.EMAIL, 1, "reference", sealed=SONG)
KEY = SheetKey(Kind.MASTER, "m1", SONG)


def reading() -> Reading:
    found = Reading(FILE, expected=EXPECTED, confirmed=frozenset())
    assert [record.person.family_name for record in found.records()] == [BIRD]
    return found


HOLDERS: dict[str, Any] = {
    "person": PERSON,
    "reach": read_reach(PERSON, demo=True),
    "row read": read_row(CELLS, 2, LAYOUT, EXPECTED),
    "record": read_row(CELLS, 2, LAYOUT, EXPECTED).record,
    "cells": Cells(CELLS, LAYOUT),
    "table": read_table(FILE),
    "rows of a table": list(read_table(FILE).rows()),
    "reading": reading(),
    "examination": reading().examination(),
    "upload": Upload(FILE, reading().examination(), frozenset()),
    "masked": MaskedPage([Masked(uuid4(), BIRD, BIRD, True, True, "administrative")], ""),
    "fields of a message": Fields(BIRD, BIRD, "reference", "<id>", AT, "4 mars 2026"),
    "fields of a letter": LetterFields((BIRD,), "4 mars 2026", "reference"),
    "letter": Letter(SONG, 1),
    "letter in a bundle": PlatedLetter("reference", Plate(SONG, (), (), 1, {}), SONG),
    "old letter in a bundle": WholeLetter("reference", SONG),
    "stamped": Stamped(SONG, 1),
    "line": Shaped((Run("F0", BIRD),), 1.0),
    "preview": EmailPreview("Information importante", BIRD, BIRD),
    "prepared": Prepared(SONG, {"name": BIRD}, BIRD, "<id>"),
    "start": START,
    "finished": Finished(START, Outcome.MADE, letter=SONG),
    "ready to print": MadeOne(ID, ID, (BIRD, BIRD)),
    "sealer": Sealer(ID, SONG.ljust(32)),
    "reason": seal_reason(Sealer(ID, bytes(32)), "cases", ID, BIRD),
    "witness": Witness(ID, "patients", ID, SONG),
    "wrapped key": WrappedKey(ID, "m1", SONG),
    "key of a sheet": KEY,
    "lines of a sheet": to_lines(SheetKey(Kind.MASTER, "m1", SONG.ljust(32)))[0],
    "typed sheet": TypedSheet((KEY,), ()),
    "patient": Patient(pk=ID, sealed=SONG, person_index=SONG),
    "staged roster": StagedRoster(pk=ID, sealed=SONG),
    "comparison": Comparison(pk=1, index=SONG),
}


@pytest.mark.parametrize("name", HOLDERS)
def test_a_repr_names_nobody(name: str) -> None:
    holder = HOLDERS[name]
    shown = "\n".join((repr(holder), str(holder) if name != "lines of a sheet" else "", f"{[holder]!r}"))
    assert BIRD.lower() not in shown.lower()
    assert SONG.hex() not in shown.lower()


def test_a_sealer_cannot_be_pickled_into_a_message_or_a_cache() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(Sealer(ID, bytes(32)))


def test_a_command_that_breaks_says_where_and_not_on_what(tmp_path: Path) -> None:
    house = House(tmp_path / "home", {"NOTIFIER_DEMO": "headless"})
    house.manage("shell", "--verbosity", "0", "-c", f"int('{BIRD[:3]}' + '{BIRD[3:]}')", expect=1)
    said = house.logbook.read_text()
    assert said.rstrip().endswith("ValueError")
    assert BIRD not in said
