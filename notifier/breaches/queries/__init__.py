"""Reads about breaches and cases."""
