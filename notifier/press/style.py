"""The letter's look, and the places on the sheet that belong to the envelope (millimetres from the top left of A4)."""

# Where every provider's window shows: the overlap of the published drawings (85 x 28 mm).
WINDOW_LEFT, WINDOW_TOP, WINDOW_WIDTH, WINDOW_HEIGHT = 110, 55, 85, 28
# Nothing else may stand here, or it shows when the sheet slips in the envelope.
BLANK_LEFT, BLANK_TOP, BLANK_BOTTOM = 104, 38, 88
# Machine codes are printed at the left edge; a double window would show the top left corner.
MACHINE_RIGHT, MACHINE_TOP, MACHINE_BOTTOM = 11, 181, 190
CORNER_RIGHT, CORNER_BOTTOM = 95, 38

# Six lines at 4.6 mm fill the window's height; the norm allows 9 to 12 points.
ADDRESS_SIZES = (10, 9)

CSS = f"""
@page {{
  size: A4;
  margin: 20mm 22mm 20mm 22mm;
  @bottom-left {{ content: element(foot); font: 8.5pt "Open Sans"; color: #444; }}
  @bottom-right {{ content: counter(page) " / " counter(pages); font: 8.5pt "Open Sans"; color: #444; }}
}}
@page :first {{ margin-top: 92mm; }}
html {{ font: 11.5pt/1.4 "Open Sans", "DejaVu Sans", sans-serif; color: #111; }}
body {{ margin: 0; }}
#address {{ position: absolute; left: {WINDOW_LEFT - 22}mm; top: {WINDOW_TOP - 92}mm; width: {WINDOW_WIDTH}mm;
  margin: 0; font: 10pt/4.6mm "Open Sans", "DejaVu Sans", sans-serif; font-style: normal; }}
#address.s9 {{ font-size: 9pt; }}
#address.dense {{ font-size: 9pt; line-height: 4mm; }}
#address div {{ white-space: nowrap; }}
#fields {{ position: absolute; left: 0; top: {WINDOW_TOP - 92}mm; width: 78mm; font-size: 9.5pt; margin: 0; }}
#fields b {{ font-weight: 600; }}
#foot {{ position: running(foot); font-size: 8.5pt; }}
ol {{ break-inside: avoid; }}
h1 {{ font-size: 15pt; line-height: 1.25; font-weight: 600; margin: 0 0 4mm; }}
h2 {{ font-size: 12.5pt; line-height: 1.3; font-weight: 600; margin: 4mm 0 1mm; break-after: avoid; }}
p, ul, ol {{ margin: 0 0 2mm; orphans: 3; widows: 3; }}
ul, ol {{ padding-left: 5.5mm; }}
li {{ margin-bottom: 0.8mm; break-inside: avoid; }}
.lines {{ break-inside: avoid; }}
table {{ border-collapse: collapse; width: 100%; margin: 0 0 2mm; break-inside: avoid; }}
th {{ font-weight: normal; text-align: left; }}
th, td {{ padding: 0.6mm 0; border-bottom: 0.2mm solid #bbb; }}
td {{ text-align: right; width: 20mm; }}
td.yes {{ font-weight: 600; }}
"""


def mark_css(mark: str) -> str:
    """A word at the top of every page, outside the window and the corner that an envelope may show, and at its foot."""
    word = "".join(f"\\{ord(letter):06x}" for letter in mark)
    look = f'content: "{word}"; font: 700 16pt "Open Sans"; color: #b3261e'
    return f"""
@page {{
  @top-right {{ {look}; vertical-align: top; padding-top: 9mm; }}
  @bottom-center {{ {look}; }}
}}
"""


# Large print: 16 to 18 points and room between the lines (EBU clear print guidelines). The window's block stays as the
# post wants it.
LARGE_CSS = """
html { font-size: 17pt; line-height: 1.5; }
h1 { font-size: 21pt; }
h2 { font-size: 19pt; }
#fields { font-size: 13pt; }
#foot { font-size: 12pt; }
ol, table, .lines { break-inside: auto; }
p, ul, ol { margin-bottom: 3.5mm; }
td { width: 28mm; }
"""
