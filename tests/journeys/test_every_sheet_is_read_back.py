"""A run of a thousand letters, read back sheet by sheet with a reader that is not ours."""

import json
from collections import Counter
from datetime import datetime
from io import BytesIO

import pikepdf
import pypdfium2 as pdfium
import pytest

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.lib.ids import reference_digest
from notifier.mailroom.actions import make_print_run
from notifier.mailroom.queries import sheets
from notifier.mailroom.rules import manifest_json
from notifier.press.codes import SheetCode
from tests.press.samples import codes_of
from tests.worlds import approved_case, make_letters

pytestmark = pytest.mark.django_db


def test_every_code_on_every_page_is_in_the_manifest_and_in_the_log(now: datetime, by: Actor) -> None:
    case = approved_case(letters=1000, at=now, by=by)
    make_letters(at=now, by=by)
    out = BytesIO()
    run = make_print_run(case=case, duplex=True, into=out, by=by, at=now)

    manifest = {one["piece"]: one for one in json.loads("".join(manifest_json(sheets(run))))}
    assert len(manifest) == 1000
    read = [[SheetCode.read(text) for text in page] for page in codes_of(out.getvalue())]
    expected = {}
    for piece, listed in manifest.items():
        for number in range(listed["pages"]):
            code = SheetCode(listed["reference"], 1, piece, number // 2 + 1, -(-listed["pages"] // 2))
            expected[listed["first_page"] + number] = [code]
    assert {page: codes for page, codes in enumerate(read, start=1) if codes} == expected
    assert len(read) == run.pages

    started = [read_event(bytes(e.body))["data"] for e in Event.objects.filter(kind="attempt.started")]
    logged = {(data["reference"], data["commitment"]) for data in started}
    assert logged == {(reference_digest(one["reference"]), one["sha256"]) for one in manifest.values()}
    assert Counter(Event.objects.filter(kind="letter.in_run").values_list("case_id")) == {(case.pk,): 1000}

    with pikepdf.open(BytesIO(out.getvalue())) as pdf:
        assert pdf.check_pdf_syntax() == []
    document = pdfium.PdfDocument(out.getvalue())
    for piece in (1, 500, 1000):
        text = document[manifest[piece]["first_page"] - 1].get_textpage().get_text_bounded()
        assert manifest[piece]["reference"] in text
