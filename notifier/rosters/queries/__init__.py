"""Reads about rosters and the people in them."""

from notifier.rosters.queries.explain import CODES, column_name, explain, explain_question, explain_reason
from notifier.rosters.queries.people import email_index, open_person, person_columns, person_indexes
from notifier.rosters.queries.reading import (
    examine_breach,
    examine_roster,
    examine_staged,
    expected_for_breach,
    expected_for_case,
    open_staged,
)

__all__ = [
    "CODES",
    "column_name",
    "email_index",
    "examine_breach",
    "examine_roster",
    "examine_staged",
    "expected_for_breach",
    "expected_for_case",
    "explain",
    "explain_question",
    "explain_reason",
    "open_person",
    "open_staged",
    "person_columns",
    "person_indexes",
]
