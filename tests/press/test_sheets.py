"""Pages of our own as PDF."""

import pypdfium2 as pdfium
import pytest

from notifier.press.sheets import sheet_pdf

PAGE = '<html lang="fr"><head><title>Feuille</title></head><body><h1>Feuille</h1>{}</body></html>'


def test_a_page_becomes_a_pdf_that_can_be_read() -> None:
    [page] = pdfium.PdfDocument(sheet_pdf(PAGE.format("<p>Été à Évry</p>")))
    assert page.get_textpage().get_text_bounded().split() == ["Feuille", "Été", "à", "Évry"]


@pytest.mark.parametrize("address", ["file:///etc/hostname", "http://127.0.0.1:9/x.png"])
def test_a_page_fetches_nothing(address: str, caplog: pytest.LogCaptureFixture) -> None:
    sheet_pdf(PAGE.format(f'<p><img alt="" src="{address}"></p>'))
    assert "Failed to load image" in caplog.text
