"""A page of HTML as a report: the same fonts as the letters, a calmer look, and no way out of the page itself."""

import hashlib
from io import BytesIO

import pikepdf
from weasyprint import HTML
from weasyprint.urls import URLFetcher

from notifier.press.fonts import font_configuration
from notifier.press.shapes import with_numbers

CSS = """
@page {
  size: A4; margin: 22mm 24mm 24mm 24mm;
  @bottom-left { content: string(title); font: 8pt "Open Sans"; color: #5a554c; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt "Open Sans"; color: #5a554c; }
}
@page :first { margin-top: 30mm; @bottom-left { content: ""; } }
html { font: 10pt/1.5 "Open Sans", "DejaVu Sans", sans-serif; color: #1e1c19; }
body { margin: 0; }
.kicker { font-size: 9pt; letter-spacing: 0.12em; text-transform: uppercase; color: #17527a; margin: 0 0 3mm; }
h1 { font-size: 24pt; line-height: 1.2; font-weight: 600; margin: 0 0 2mm; string-set: title content(); }
h1 + p { font-size: 12pt; color: #3f3b35; margin: 0 0 8mm; }
h2 { font-size: 14pt; line-height: 1.3; font-weight: 600; color: #17527a; margin: 10mm 0 3mm; break-after: avoid; }
h2.apart { break-before: page; margin-top: 0; }
h3 { font-size: 11pt; font-weight: 600; margin: 6mm 0 1.5mm; break-after: avoid; }
p, ul, ol { margin: 0 0 2.5mm; orphans: 3; widows: 3; }
ul, ol { padding-left: 5mm; }
li { margin-bottom: 1mm; break-inside: avoid; }
.soft { color: #5a554c; }
.small { font-size: 8.5pt; }
.figures { display: flex; gap: 6mm; margin: 0 0 6mm; break-inside: avoid; }
.figures p { flex: 1; margin: 0; padding: 4mm 0 3mm; border-top: 0.7mm solid #c9c2b4; line-height: 1.3; }
.figures p.done { border-color: #1d6b3a; }
.figures p.rest { border-color: #8a5200; }
.figures b { display: block; font-size: 24pt; font-weight: 600; line-height: 1.15; }
table { border-collapse: collapse; width: 100%; margin: 0 0 4mm; }
tr { break-inside: avoid; }
th { font-weight: normal; text-align: left; vertical-align: top; }
th, td { padding: 1.3mm 0; border-bottom: 0.2mm solid #ddd7ca; }
table.counts { break-inside: avoid; }
.label { font-weight: 600; break-after: avoid; }
td.number { text-align: right; width: 22mm; font-variant-numeric: tabular-nums; }
tr.total th, tr.total td { font-weight: 600; border-bottom: 0.4mm solid #1e1c19; }
.facts th { width: 52mm; color: #5a554c; padding-right: 4mm; }
.timeline { list-style: none; padding: 0; }
.timeline h3 { margin-top: 5mm; }
.timeline li { padding-left: 22mm; position: relative; margin-bottom: 1.3mm; }
.timeline time { position: absolute; left: 0; top: 0; color: #5a554c; font-variant-numeric: tabular-nums; }
.said { border-left: 0.7mm solid #c9c2b4; padding-left: 6mm; margin: 2mm 0 6mm; font-size: 9.5pt;
  overflow-wrap: anywhere; }
.said h1 { font-size: 12pt; string-set: none; margin: 0 0 2mm; }
.said h1 + p { font-size: inherit; color: inherit; margin: 0 0 2mm; }
.said h2 { font-size: 10pt; color: inherit; margin: 3mm 0 1mm; }
.said th, .said td { padding: 0.5mm 0; }
.said td { text-align: right; width: 25mm; }
.act { margin: 0 0 5mm; }
.act .label, .act .soft { margin: 0 0 0.5mm; break-after: avoid; }
.act ul { list-style: none; padding: 0; margin: 1mm 0 0; font-size: 9.5pt; overflow-wrap: anywhere;
  break-inside: avoid; break-after: avoid; }
.act > :last-child { break-after: auto; }
.act .said { margin: 2mm 0 0; }
.said p:last-child { margin-bottom: 0; }
.said .field { font-size: 8.5pt; color: #5a554c; margin: 2mm 0 0.5mm; break-after: avoid; }
.said .field:first-child { margin-top: 0; }
.mono { font: 8pt/1.5 "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
pre.mono { white-space: pre-wrap; background: #faf8f3; padding: 3mm 4mm; margin: 0 0 3mm; break-inside: avoid; }
.key { font: 11pt/1.6 "DejaVu Sans Mono", monospace; margin: 0 0 3mm; }
"""


def compose_report(html: str) -> bytes:
    """The PDF (PDF/UA-1), equal for equal HTML; a reference to anything outside the page is refused. A letter no font
    has a shape for stands there by its number.
    """
    page = HTML(string=with_numbers(html), url_fetcher=URLFetcher(allowed_protocols=("data",)))
    raw = page.render(font_config=font_configuration()).write_pdf(pdf_variant="pdf/ua-1")
    seed = hashlib.sha256(html.encode()).digest()[:16]
    with pikepdf.open(BytesIO(raw)) as pdf:
        pdf.trailer["/ID"] = pikepdf.Array([pikepdf.String(seed), pikepdf.String(seed)])
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()
