"""Boards and case pages; owns no models."""
