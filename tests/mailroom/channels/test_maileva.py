"""Maileva's interface from our side: what an error means, and that none of it tells of a patient."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from notifier.mailroom.channels.face import Declined, Down, Letter, Unclear
from notifier.mailroom.channels.maileva import Maileva, Options, plain_code
from notifier.mailroom.choices import Stage, Word
from notifier.press.letters import LetterFields, compose
from tests.imap import own_certificate
from tests.mailroom.maileva import House, mail_house, options
from tests.press.samples import MASTER

LINES = ("Luc Canari", "3 RUE DU PORT", "69003 LYON")


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return compose(MASTER, LetterFields(address=LINES, date="4 mars 2026", reference="ABCD-EFGH-JKMN-P")).pdf


@pytest.fixture
def letter(pdf: bytes) -> Letter:
    return Letter("0" * 32, "tirage-0001-000001", 1, True, pdf, LINES, "FR")


@pytest.fixture
def house() -> Iterator[tuple[House, str]]:
    with mail_house() as both:
        yield both


@pytest.fixture
def maileva(house: tuple[House, str]) -> Iterator[Maileva]:
    channel = Maileva(Options(**options(house[1], timeout=2.0)))
    yield channel
    channel.close()


@pytest.fixture
def tls_front(tmp_path: Path) -> Iterator[str]:
    """The same server behind a certificate nobody vouches for."""
    context, _certificate = own_certificate(tmp_path)
    with mail_house(tls=context) as (_house, front):
        yield front.replace("http://", "https://")


def draft(maileva: Maileva, letter: Letter) -> str:
    sending = maileva.take(Stage.DRAFTING, letter, "")
    maileva.take(Stage.FILLING, letter, sending)
    maileva.take(Stage.ADDRESSING, letter, sending)
    return sending


def test_a_letter_from_draft_to_submitted(maileva: Maileva, letter: Letter, house: tuple[House, str]) -> None:
    sending = draft(maileva, letter)
    assert maileva.look(sending).word is Word.DRAFT
    maileva.take(Stage.SUBMITTING, letter, sending)
    assert maileva.look(sending).word is Word.TAKEN
    assert maileva.find(frozenset({letter.custom_id, "1" * 32})) == {
        letter.custom_id: [(sending, Word.TAKEN)],
        "1" * 32: [],
    }
    [kept] = house[0].submitted()
    assert kept.documents == [letter.pdf]
    assert kept.recipients[0]["address_line_2"] == "Luc Canari"
    assert kept.recipients[0]["address_line_4"] == "3 RUE DU PORT"
    assert house[0].complaints == []


def test_submitting_twice_is_submitting_once(maileva: Maileva, letter: Letter, house: tuple[House, str]) -> None:
    sending = draft(maileva, letter)
    for _again in range(3):
        maileva.submit(sending)
    assert house[0].submissions == {letter.custom_id: 1}
    assert maileva.discard(sending) is False


def test_a_draft_can_be_taken_away_and_then_is_gone(maileva: Maileva, letter: Letter) -> None:
    sending = draft(maileva, letter)
    assert maileva.discard(sending) is True
    assert maileva.discard(sending) is True
    assert maileva.look(sending).word is Word.GONE
    with pytest.raises(Unclear, match="gone"):
        maileva.submit(sending)


@pytest.mark.parametrize(
    ("fault", "error", "code"),
    [
        (400, Down, "TOLD_TO"), (401, Down, "http_401"), (402, Down, "http_402"), (403, Down, "http_403"),
        (404, Unclear, "gone"), (408, Unclear, "http_408"), (429, Down, "http_429"), (500, Unclear, "http_500"),
        (502, Unclear, "http_502"), (503, Down, "http_503"), (504, Unclear, "http_504"), (302, Unclear, "http_302"),
        ("before", Unclear, "connection_lost"), ("after", Unclear, "connection_lost"),
    ],
)  # fmt: skip
def test_errors_are_told_apart(
    fault: Any, error: type[Exception], code: str, maileva: Maileva, letter: Letter, house: tuple[House, str]
) -> None:
    sending = draft(maileva, letter)
    house[0].faults = lambda step: fault if step == "submit" else None
    with pytest.raises(error) as raised:
        maileva.take(Stage.SUBMITTING, letter, sending)
    assert raised.value.code == code  # type: ignore[attr-defined]
    assert raised.value.__cause__ is None


@pytest.mark.parametrize(("said", "wait"), [("120", 120), ("999999", 3600), ("demain", 0), ("", 0)])
def test_how_long_to_wait_is_the_providers_to_say(
    said: str, wait: int, maileva: Maileva, letter: Letter, house: tuple[House, str]
) -> None:
    house[0].faults = lambda step: (429, said) if step == "create" else None
    with pytest.raises(Down) as raised:
        maileva.take(Stage.DRAFTING, letter, "")
    assert raised.value.wait == wait


def test_a_wrong_login_is_no_letters_fault(house: tuple[House, str], letter: Letter) -> None:
    maileva = Maileva(Options(**options(house[1], password="wrong")))
    with pytest.raises(Down, match="login_refused"):
        maileva.take(Stage.DRAFTING, letter, "")
    maileva.close()


def test_a_certificate_nobody_knows_is_not_trusted(letter: Letter, tls_front: str) -> None:
    maileva = Maileva(Options(**options(tls_front)))
    with pytest.raises(Down, match="no_connection"):
        maileva.take(Stage.DRAFTING, letter, "")
    maileva.close()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"country": ""}, "country_unknown"),
        ({"lines": ("A", "B", "C", "D", "E", "F", "69003 LYON")}, "too_many_lines"),
        ({"lines": ("A" * 39, "69003 LYON")}, "line_too_long"),
        ({"pages": 11}, "too_many_sheets"),
        ({"pages": 5, "is_duplex": False}, "too_many_sheets"),
    ],
)
def test_what_would_show_or_cut_something_is_not_tried(
    change: dict[str, Any], code: str, maileva: Maileva, letter: Letter, house: tuple[House, str]
) -> None:
    with pytest.raises(Declined, match=code):
        maileva.check(replace(letter, **change))
    maileva.check(letter)
    assert house[0].steps == {}


def test_nothing_tells_of_the_patient(
    maileva: Maileva, letter: Letter, house: tuple[House, str], caplog: pytest.LogCaptureFixture
) -> None:
    """The server repeats the name in each of its errors."""
    caplog.set_level(logging.DEBUG)
    refused = replace(letter, lines=("Luc Canari", "3 RUE REFUSE", "69003 LYON"))
    sending = maileva.take(Stage.DRAFTING, refused, "")
    said = [repr(letter), repr(maileva._options)]
    for fault in (None, 400, 500, "before"):
        house[0].faults = lambda step, fault=fault: fault if step == "recipient" else None  # type: ignore[misc]
        with pytest.raises((Declined, Down, Unclear)) as raised:
            maileva.take(Stage.ADDRESSING, refused, sending)
        said += [str(raised.value), repr(raised.value), str(raised.getrepr(chain=True, style="value"))]
    said += [record.getMessage() for record in caplog.records]
    assert caplog.records
    for text in said:
        assert "Canari" not in text
        assert "s3cret" not in text
        assert "pass-of-tests" not in text
        assert "jeton-" not in text


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("N10", "N10"),
        (" INVALID_X ", "INVALID_X"),
        ("Luc Canari", "unknown"),
        ("é", "unknown"),
        ("", ""),
        ("A" * 61, "unknown"),
    ],
)
def test_only_plain_words_are_kept_of_a_code(said: str, kept: str) -> None:
    assert plain_code(said) == kept
