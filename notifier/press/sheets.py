"""A page of our own as PDF: no letter, no envelope, nobody's fields."""

from weasyprint import HTML
from weasyprint.urls import URLFetcher

from notifier.press.fonts import font_configuration


def sheet_pdf(html: str) -> bytes:
    """Lay out the page; it may fetch nothing."""
    page = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",)))
    pdf: bytes = page.write_pdf(font_config=font_configuration(), pdf_variant="pdf/ua-1")
    return pdf
