"""Writes: closing, erasing, correcting, forgetting."""
