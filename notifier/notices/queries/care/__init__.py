"""Reads about those whose notice waits for the physician."""
