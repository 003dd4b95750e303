"""One finding about a roster: where, and a stable code. Never a value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """`line` counts from 1; `column` is a field's name, `#7` for a column without one, or None for the whole row."""

    line: int
    column: str | None
    code: str


# The file as a whole is refused; in this order, the first one found is the reason.
FILE_CODES = (
    "empty_file",
    "not_text",
    "forbidden_column",
    "nir_column",
    "notes_column",
    "missing_column",
    "column_twice",
    "physician_needed",
    "row_too_long",
    "bad_quotes",
    "no_rows",
    "not_reserved_domain",
    "no_good_rows",
)
# A person must confirm these.
ASK_CODES = ("encoding_guess", "unknown_column", "possible_homonyms", "many_refused")
# The row is refused, the others are taken.
ROW_CODES = frozenset({
    "missing_name",
    "bad_birth_date",
    "bad_tier",
    "bad_care",
    "bad_rpps",
    "unknown_rpps",
    "agreement_missing",
    "physician_needed",
    "unreachable",
    "nir_value",
    "note_value",
    "cell_count",
    "cell_too_long",
    "not_reserved_domain",
})  # fmt: skip
# The row is taken; someone should look.
WARNING_CODES = frozenset({
    "bad_email",
    "email_typo",
    "bad_postcode",
    "incomplete_address",
    "country_code",
    "line_too_long",
    "too_many_lines",
    "no_contact",
    "bad_language",
    "bad_salutation",
    "bad_told",
    "bad_last_seen",
    "duplicate",
})  # fmt: skip
ALL_CODES = frozenset({*FILE_CODES, *ASK_CODES, *ROW_CODES, *WARNING_CODES})
