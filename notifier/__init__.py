"""Notifier: tell every patient after a data breach, once and provably."""
