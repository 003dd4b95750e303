from notifier.notices.rules.readability import CALL, NOTICE, SHORT_FORM, rows
from notifier.notices.rules.texts import ALL


def test_every_shipped_text_has_its_figures() -> None:
    found = list(rows())
    counted = {form: sum(row.form == form for row in found) for form in (NOTICE, SHORT_FORM, CALL)}
    assert counted == {NOTICE: len(ALL), SHORT_FORM: len(ALL), CALL: 2}
    assert all(row.shown >= row.figures.words > 0 for row in found)


def test_every_shipped_text_is_easy_to_read() -> None:
    for row in rows():
        assert row.figures.score >= 75, row
        assert row.figures.mean <= 12, row
        assert row.figures.longest_words <= 20, row


def test_a_notice_has_a_page_and_no_more() -> None:
    assert all(250 <= row.figures.words <= 350 for row in rows() if row.form == NOTICE)


def test_the_short_form_is_easier_still() -> None:
    assert all(row.figures.mean < 7 for row in rows() if row.form == SHORT_FORM)
