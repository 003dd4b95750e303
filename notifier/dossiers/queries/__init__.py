"""Reads for what is handed over and what is cleared away."""
