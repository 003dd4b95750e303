"""Reads made for the boards and case pages. Each starts at what the user may see."""
