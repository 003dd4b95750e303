"""One process of a peer of `make bench-letters`: waits for a line, composes so many of our letters, ends.

`weasyprint` and `typst` as the first page of their documentation shows; `typst_kept` with its compiler kept.
"""

import json
import sys
from collections.abc import Callable, Iterator
from html import escape
from html.parser import HTMLParser
from pathlib import Path

Fields = dict[str, str]
TYPST = """
#set page(paper: "a4", margin: (x: 18mm, y: 16mm), footer: context [Référence : #sys.inputs.reference #h(1fr)
  #counter(page).display("1 / 1", both: true)])
#set text(font: "Open Sans", size: 10.5pt, lang: "fr")
#place(dx: 92mm, dy: 39mm)[#sys.inputs.line1 \\ #sys.inputs.line2 \\ #sys.inputs.line3]
#v(62mm)
Date : *#sys.inputs.date* \\ Référence : *#sys.inputs.reference*
"""


def main(name: str, content: Path, count: int) -> None:
    html = json.loads(content.read_text())["master"]
    compose = {"weasyprint": weasyprint, "typst": typst_each, "typst_kept": typst_kept}[name](html, content.parent)
    pages = pages_of(compose(next(people(1))))
    print(f"ready {pages}", flush=True)
    sys.stdin.readline()
    for fields in people(count):
        compose(fields)
    print("done", flush=True)


def people(count: int) -> Iterator[Fields]:
    for number in range(count):
        yield {
            "line1": f"MME ELODIE LEFEVRE {number}",
            "line2": f"{number} RUE DES LILAS",
            "line3": "69003 LYON",
            "date": "24 novembre 2026",
            "reference": f"7K3M-{number:04}-2W4F-H",
        }


def weasyprint(master: str, _folder: Path) -> Callable[[Fields], bytes]:
    from weasyprint import HTML

    from notifier.press import master as slots
    from notifier.press.layout import address_html

    def compose(fields: Fields) -> bytes:
        address = address_html((fields["line1"], fields["line2"], fields["line3"]), "s10")
        html = master.replace(slots.ADDRESS, address).replace(slots.DATE, escape(fields["date"]))
        pdf: bytes = HTML(string=html.replace(slots.REFERENCE, fields["reference"])).write_pdf()
        return pdf

    return compose


def typst_each(master: str, folder: Path) -> Callable[[Fields], bytes]:
    import typst

    source = folder / "letter.typ"
    source.write_text(TYPST + as_typst(master))

    def compose(fields: Fields) -> bytes:
        pdf: bytes = typst.compile(str(source), sys_inputs=fields)
        return pdf

    return compose


def typst_kept(master: str, folder: Path) -> Callable[[Fields], bytes]:
    import typst

    source = folder / "letter.typ"
    source.write_text(TYPST + as_typst(master))
    compiler = typst.Compiler(str(source))

    def compose(fields: Fields) -> bytes:
        pdf: bytes = compiler.compile(sys_inputs=fields)
        return pdf

    return compose


class _Text(HTMLParser):
    """The letter's words as Typst's markup."""

    _BEFORE = {"h1": "\n\n= ", "h2": "\n\n== ", "li": "\n- ", "p": "\n\n", "br": " \\ ", "tr": "\n- ", "td": " : "}

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"head"} or dict(attrs).get("id") in {"fields", "foot"}:
            self._skipped += 1
        self.text += "" if self._skipped else self._BEFORE.get(tag, "")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"head", "div"} or (tag == "p" and self._skipped):
            self._skipped = max(0, self._skipped - 1)

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.text += "".join(f"\\{letter}" if letter in "#$*_@<>`[]\\~=" else letter for letter in data)


def as_typst(html: str) -> str:
    reader = _Text()
    reader.feed(html)
    return reader.text


def pages_of(pdf: bytes) -> int:
    from io import BytesIO

    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
