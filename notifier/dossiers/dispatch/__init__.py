"""Loops over several actions with outside work between them; never inside a transaction."""
