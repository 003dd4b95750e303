"""What Maileva's mail interface (version 2.6, as public clients publish it) wants of us, and what its words mean."""

from collections.abc import Mapping, Sequence

from notifier.lib.postal import MAX_WIDTH
from notifier.mailroom.choices import Word

# Up to five sheets go into an envelope of 114 x 229 mm with one window. More go into one whose second window shows the
# sender, and the sender is a doctor.
MOST_SHEETS = 5
# By how many lines stand above the postcode: first the person, who is on line 2 there (line 1 is a company's), the
# street on line 4. Empty lines are not printed, so that only the order can be seen.
_LINES: Mapping[int, tuple[int, ...]] = {1: (2,), 2: (2, 4), 3: (2, 3, 4), 4: (2, 3, 4, 5), 5: (1, 2, 3, 4, 5)}
_WORDS: Mapping[str, Word] = {
    "DRAFT": Word.DRAFT,
    "PENDING": Word.TAKEN,
    "ACCEPTED": Word.TAKEN,
    "PREPARING": Word.TAKEN,
    "REJECTED": Word.REJECTED,
    "PROCESSED": Word.PRODUCED,
    "PROCESSED_WITH_ERRORS": Word.PRODUCED,
}
# What is wrong with one letter, and not with all of them.
_OF_THE_LETTER = (
    "ADDRESS_LINE", "EMPTY_ADDRESS_LINE", "LINE", "COUNTRY_CODE", "INVALID_COUNTRY_CODE", "ZIP_CODE",
    "CORRUPTED_DOCUMENT", "EMPTY_DOCUMENT", "INVALID_DOCUMENT_SIZE", "INVALID_TOTAL_SENDING_SIZE",
)  # fmt: skip


class Undeliverable(ValueError):
    """This letter cannot be put to the provider; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def word_of(status: str, of_recipient: str) -> Word:
    """Of a sending with its one recipient, by both statuses. A word nobody knows is one that was taken: it is asked
    about again.
    """
    if of_recipient == "REJECTED":
        return Word.REJECTED
    return _WORDS.get(status, Word.TAKEN)


def is_of_the_letter(code: str) -> bool:
    return code.startswith(_OF_THE_LETTER)


def address_fields(lines: Sequence[str], country: str) -> dict[str, str]:
    """The envelope's lines, as `lib.postal.address_lines` gives them, in the provider's six. `country` is an alpha-2
    code; abroad the country's name, our last line, is the provider's to print. Raises Undeliverable; nothing is cut.
    """
    if not country:
        raise Undeliverable("country_unknown")
    *upper, place = lines if country in {"FR", "MC"} else lines[:-1]
    places = _LINES.get(len(upper))
    if places is None:
        raise Undeliverable("too_many_lines" if upper else "address_missing")
    if any(len(line) > MAX_WIDTH for line in (*upper, place)):
        raise Undeliverable("line_too_long")
    named = {f"address_line_{number}": line for number, line in zip(places, upper, strict=True)}
    return {**named, "address_line_6": place, "country_code": country}


def sheets(pages: int, *, duplex: bool, has_address_sheet: bool) -> int:
    return (-(-pages // 2) if duplex else pages) + has_address_sheet


def check_sheets(pages: int, *, duplex: bool, has_address_sheet: bool) -> None:
    """Raises Undeliverable where the letter would go into the envelope that shows its sender."""
    if sheets(pages, duplex=duplex, has_address_sheet=has_address_sheet) > MOST_SHEETS:
        raise Undeliverable("too_many_sheets")
