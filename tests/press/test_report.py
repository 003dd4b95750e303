"""Reports: equal bytes for equal pages, and no way out."""

import io

import pypdf
import pytest
from weasyprint.urls import FatalURLFetchingError

from notifier.press.report import CSS, compose_report

PAGE = '<html lang="fr"><head><title>Preuve</title><style>{css}</style></head><body><h1>Titre</h1>{body}</body></html>'


def test_equal_pages_give_equal_bytes() -> None:
    page = PAGE.format(css=CSS, body="<p>Été</p>")
    assert compose_report(page) == compose_report(page)


def test_it_is_text_that_a_screen_reader_finds() -> None:
    pdf = pypdf.PdfReader(io.BytesIO(compose_report(PAGE.format(css=CSS, body="<p>Été à Évry</p>"))))
    assert "Été à Évry" in pdf.pages[0].extract_text()
    assert pdf.root_object["/Lang"] == "fr"
    assert pdf.root_object["/MarkInfo"]["/Marked"]


def test_a_letter_without_a_shape_is_seen_by_its_number_and_no_box() -> None:
    pdf = pypdf.PdfReader(io.BytesIO(compose_report(PAGE.format(css=CSS, body="<p>Zoé \ue123 Canari</p>"))))
    assert "Zoé [U+E123] Canari" in pdf.pages[0].extract_text()


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1:1/x.png"])
def test_it_fetches_nothing(address: str) -> None:
    plain = compose_report(PAGE.format(css="", body=""))
    try:
        fetched = compose_report(PAGE.format(css="", body=f'<img src="{address}" alt="">'))
    except FatalURLFetchingError:
        return
    assert len(pypdf.PdfReader(io.BytesIO(fetched)).pages[0].images) == 0
    assert len(fetched) < len(plain) + 2000
