"""Template filters of the pages of sending."""
