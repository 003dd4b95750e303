"""Reads of print runs, and of what the post brought back."""

from notifier.mailroom.queries.printing import sheets

__all__ = ["sheets"]
