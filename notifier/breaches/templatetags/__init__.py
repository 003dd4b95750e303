"""Filters of the pages of a case."""
