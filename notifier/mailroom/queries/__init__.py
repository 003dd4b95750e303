"""Reads of print runs, and of what the post brought back."""

from notifier.mailroom.queries.printing import MadeOne, OpenedOne, made_letters, opened_letters, sheets

__all__ = ["MadeOne", "OpenedOne", "made_letters", "opened_letters", "sheets"]
