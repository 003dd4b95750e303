"""Reads about a case: how grave it is, what was decided."""
