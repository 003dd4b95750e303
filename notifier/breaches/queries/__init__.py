"""Reads made for the pages of a breach and its cases."""
