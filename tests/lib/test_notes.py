"""Signed notes: the published vector, and what must not pass."""

import base64

import pytest

from notifier.lib.notes import BadKey, NoteRefused, Signer, Verifier, open_note, read_verifier, sign_note, signer_ids

# The vector of the specification.
VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
TEXT = "This is an example message.\n"
SIGNATURE = (
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
NOTE = f"{TEXT}\n{SIGNATURE}".encode()
OURS = Signer("notifier.test/journal", bytes(range(32)))


def refusal(note: bytes, *verifiers: Verifier) -> str:
    with pytest.raises(NoteRefused) as refused:
        open_note(note, verifiers)
    return refused.value.code


def test_the_published_note_is_accepted() -> None:
    verifier = read_verifier(VKEY)
    assert verifier.key_id.hex() == "530d903a"
    assert verifier.text == VKEY
    assert open_note(NOTE, [verifier]) == TEXT


def test_a_note_we_sign_is_opened_with_our_key() -> None:
    note = sign_note(TEXT, [OURS])
    assert open_note(note, [OURS.verifier]) == TEXT
    assert open_note(note, [read_verifier(VKEY), OURS.verifier]) == TEXT


def test_an_empty_line_inside_the_text_is_the_texts_own() -> None:
    text = "one\n\ntwo\n"
    assert open_note(sign_note(text, [OURS]), [OURS.verifier]) == text


def test_several_may_sign_and_unknown_signers_are_passed_over() -> None:
    other = Signer("another.test", bytes(32))
    note = sign_note(TEXT, [other, OURS])
    assert open_note(note, [OURS.verifier]) == TEXT
    assert signer_ids(note) == [(s.name, s.verifier.key_id) for s in (other, OURS)]


def test_sixteen_signatures_and_more_are_read() -> None:
    many = [Signer(f"signer{number}.test", bytes([number]) * 32) for number in range(20)]
    assert open_note(sign_note(TEXT, [*many, OURS]), [OURS.verifier]) == TEXT


def test_a_note_of_strangers_is_unsigned() -> None:
    assert refusal(NOTE, OURS.verifier) == "unsigned"


def test_a_changed_text_or_signature_is_refused() -> None:
    verifier = read_verifier(VKEY)
    assert refusal(NOTE.replace(b"example message", b"exemple message"), verifier) == "bad_signature"
    assert refusal(NOTE.replace(b"Uw2QOkn8", b"Uw2QOkn9"), verifier) == "bad_signature"


def test_a_known_key_that_fails_spoils_the_note_even_beside_one_that_holds() -> None:
    bad = NOTE.replace(b"Uw2QOkn8", b"Uw2QOkn9")
    both = bad + sign_note(TEXT, [OURS]).rpartition(b"\n\n")[2]
    assert refusal(both, read_verifier(VKEY), OURS.verifier) == "bad_signature"


@pytest.mark.parametrize(
    "note",
    [
        b"",
        TEXT.encode(),
        f"{TEXT}{SIGNATURE}".encode(),
        NOTE[:-1],
        NOTE.replace(b"\n\n", b"\r\n\r\n"),
        NOTE.replace("— ".encode(), b"- "),
        NOTE.replace("— ".encode(), "—".encode()),
        NOTE.replace(b"Uw2Q", b"Uw2!"),
        NOTE.replace(b"yaQM=", b"yaQN="),
        NOTE.replace(b"example.com/foo ", b" "),
        f"{TEXT}\n— a {base64.b64encode(b'abc').decode()}\n".encode(),
        b"\xff" + NOTE,
        NOTE + b"\n",
    ],
)
def test_malformed_notes_are_refused(note: bytes) -> None:
    assert refusal(note, read_verifier(VKEY)) == "malformed"


@pytest.mark.parametrize("text", ["", "no end", "a\tb\n", "a\rb\n"])
def test_texts_that_make_no_note_are_not_signed(text: str) -> None:
    with pytest.raises(NoteRefused):
        sign_note(text, [OURS])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.com/foo",
        VKEY.replace("530d903a", "530d903b"),
        VKEY.replace("+Aeky", "+Beky"),
        VKEY.replace("example.com/foo", "example.com foo"),
        VKEY[:-4],
        VKEY.replace("Aeky", "Ae!y"),
    ],
)
def test_keys_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(BadKey):
        read_verifier(text)


def test_a_fingerprint_is_what_people_compare() -> None:
    fingerprint = OURS.verifier.fingerprint
    assert [len(group) for group in fingerprint.split(" ")] == [4] * 8
    assert fingerprint != Signer(OURS.name, bytes(32)).verifier.fingerprint


def test_a_signer_never_shows_its_seed() -> None:
    assert bytes(range(32)).hex() not in repr(OURS)
    assert "seed" not in repr(OURS)
