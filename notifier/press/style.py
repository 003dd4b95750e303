"""The letter's look, and the places on the sheet that belong to the envelope (millimetres from the top left of A4)."""

# Where every provider's window shows: the overlap of the published drawings (85 x 28 mm).
WINDOW_LEFT, WINDOW_TOP, WINDOW_WIDTH, WINDOW_HEIGHT = 110, 55, 85, 28
# Nothing else may stand here, or it shows when the sheet slips in the envelope.
BLANK_LEFT, BLANK_TOP, BLANK_BOTTOM = 104, 38, 88
# Machine codes are printed at the left edge; a double window would show the top left corner.
MACHINE_RIGHT, MACHINE_TOP, MACHINE_BOTTOM = 11, 181, 190
CORNER_RIGHT, CORNER_BOTTOM = 95, 38
# Each sheet's code in the left margin of every page: clear of the folds, of the machine codes and of the text.
CODE_LEFT, CODE_TOP, CODE_SIDE = 5.5, 250, 7.5

# Six lines at 4.6 mm fill the window's height; the norm allows 9 to 12 points.
ADDRESS_SIZES = (10, 9)

# Beside the window, left of what must stay blank, stand date, reference, title and salutation; the text goes on below.
TEXT_TOP, SIDE = 78, 18
BESIDE = BLANK_LEFT - 4 - SIDE

CSS = f"""
@page {{
  size: A4;
  margin: 16mm {SIDE}mm 12mm {SIDE}mm;
  @bottom-left {{ content: element(foot); font: 8.5pt "Open Sans"; color: #444; }}
  @bottom-right {{ content: counter(page) " / " counter(pages); font: 8.5pt "Open Sans"; color: #444; }}
}}
@page :first {{ margin-top: {TEXT_TOP}mm; }}
html {{ font: 10.5pt/1.27 "Open Sans", "DejaVu Sans", sans-serif; color: #111; }}
body {{ margin: 0; }}
#address {{ position: absolute; left: {WINDOW_LEFT - SIDE}mm; top: {WINDOW_TOP - TEXT_TOP}mm; width: {WINDOW_WIDTH}mm;
  margin: 0; font: 10pt/4.6mm "Open Sans", "DejaVu Sans", sans-serif; font-style: normal; }}
#address.s9 {{ font-size: 9pt; }}
#address.dense {{ font-size: 9pt; line-height: 4mm; }}
#address div {{ white-space: nowrap; }}
#fields {{ position: absolute; left: 0; top: {CORNER_BOTTOM + 7 - TEXT_TOP}mm; width: {BESIDE}mm; font-size: 9.5pt;
  margin: 0; }}
#fields b {{ font-weight: 600; white-space: nowrap; }}
#foot {{ position: running(foot); font-size: 8.5pt; }}
ol {{ break-inside: avoid; }}
h1 {{ position: absolute; left: 0; top: {CORNER_BOTTOM + 18 - TEXT_TOP}mm; width: {BESIDE}mm; font-size: 16pt;
  line-height: 1.25; font-weight: 600; margin: 0; }}
h2 {{ font-size: 11.2pt; line-height: 1.25; font-weight: 600; margin: 1.7mm 0 0.3mm; break-after: avoid; }}
/* The salutation and the heading after it are short, and end above the line where the whole width is free. */
h1 + p {{ width: {BESIDE}mm; }}
p, ul, ol {{ margin: 0 0 1mm; orphans: 3; widows: 3; }}
ul, ol {{ padding-left: 5.5mm; }}
li {{ margin-bottom: 0.4mm; break-inside: avoid; }}
.lines {{ break-inside: avoid; orphans: 1; widows: 1; columns: 2; column-gap: 8mm; }}
table.answers, table.answers tbody {{ display: block; }}
table.answers tbody {{ columns: 2; column-gap: 8mm; }}
table.answers {{ margin: 0 0 1.2mm; break-inside: avoid; }}
table.answers tr {{ display: flex; border-bottom: 0.2mm solid #bbb; padding: 0.3mm 0;
  break-inside: avoid; }}
th {{ display: block; flex: 1 1 auto; font-weight: normal; text-align: left; padding: 0; }}
td {{ display: block; flex: 0 0 12mm; text-align: right; padding: 0; }}
td.yes {{ font-weight: 600; }}
"""

# The same letter for eyes that need it larger: 16 points and more (RNIB, clear print: 14 to 18), nothing beside.
LARGE = f"""
@page {{ margin: 18mm {SIDE}mm 22mm; @bottom-left {{ font-size: 16pt; }} @bottom-right {{ font-size: 16pt; }} }}
html {{ font-size: 16.5pt; line-height: 1.42; }}
#fields, #foot {{ font-size: 16pt; line-height: 1.3; }}
#fields {{ top: {CORNER_BOTTOM + 2 - TEXT_TOP}mm; }}
/* A reference may be too wide to follow its label: it always stands below it, so that every letter breaks alike. */
#fields b {{ display: block; }}
h1 {{ position: static; width: auto; padding-top: {BLANK_BOTTOM + 2 - TEXT_TOP}mm; font-size: 23pt;
  margin-bottom: 4mm; }}
h1 + p {{ width: auto; }}
h2 {{ font-size: 19pt; margin: 7mm 0 1.5mm; }}
p, ul, ol, table.answers {{ margin-bottom: 4mm; }}
ul, ol {{ padding-left: 9mm; }}
li {{ margin-bottom: 2mm; }}
.lines, table.answers tbody {{ columns: 1; }}
table.answers tr {{ padding: 1.2mm 0; }}
td {{ flex-basis: 20mm; }}
"""
# The short form: larger still, and each sentence apart from the next.
SHORT = f"""{LARGE}
html {{ font-size: 17.5pt; line-height: 1.42; }}
h1 {{ font-size: 26pt; }}
h2 {{ font-size: 21pt; }}
"""
# The line that calls a copy a copy keeps clear of the window too.
COPY = f"#copy {{ width: {BESIDE}mm; }}"
LOOKS = {"letter": "", "large": LARGE, "short": SHORT}


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
