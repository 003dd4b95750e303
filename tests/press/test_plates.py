"""The master laid out once."""

import json
from io import BytesIO

import pikepdf
import pytest

from notifier.press.layout import LOOKS
from notifier.press.plates import Plate, lay
from notifier.press.style import SIDE
from tests.press.samples import MASTER, text_of

PLATE = lay(MASTER)
LONG = lay(MASTER.replace("</body>", "<p>Encore.</p>" * 60 + "</body>"))


def test_every_field_has_its_place() -> None:
    expected = {f"{look}-{line}" for look, (_, lines) in LOOKS.items() for line in range(1, lines + 1)}
    assert {place.field for place in PLATE.places} == expected | {"date-1", "reference-1", "reference-2"}


def test_the_foot_has_its_place_on_every_page() -> None:
    assert [place.page for place in LONG.places if place.field == "reference-2"] == [0, 1]
    assert LONG.pages == 2


def test_a_place_says_how_its_field_is_set() -> None:
    found = {place.field: place for place in PLATE.places}
    assert (round(found["s10-1"].size, 1), round(found["s9-1"].size, 1), found["s9-1"].weight) == (10.0, 9.0, 400)
    assert found["date-1"].weight == found["reference-1"].weight == 600
    assert found["reference-2"].x > SIDE * 72 / 25.4


def test_nothing_of_the_fields_is_on_the_plate() -> None:
    text = text_of(PLATE.pdf)
    assert "0000" not in text
    assert "septembre" not in text
    assert "Référence" in text


def test_it_is_a_pdf_of_its_own_and_equal_for_an_equal_master() -> None:
    with pikepdf.open(BytesIO(PLATE.pdf)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == PLATE.pages == 1
    assert lay(MASTER) == PLATE


def test_it_survives_being_stored() -> None:
    assert Plate.from_layout(PLATE.pdf, json.loads(json.dumps(PLATE.layout()))) == PLATE
    assert PLATE.is_of_these_faces


def test_a_master_whose_field_would_break_is_refused() -> None:
    with pytest.raises(ValueError, match="two lines"):
        lay(MASTER.replace("#fields b { font-weight: 600; white-space: nowrap; }", "").replace(
            "</style>", "#fields { width: 20mm !important } #fields span { white-space: normal !important }</style>"
        ))  # fmt: skip


def test_a_plate_fetches_nothing() -> None:
    hostile = MASTER.replace("</body>", '<img src="http://127.0.0.1:9/x.png"><img src="file:///etc/hostname"></body>')
    assert lay(hostile).pages == 1
