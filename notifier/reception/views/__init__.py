"""The patient's door, and the desk behind it."""
