"""Template filters of the wording pages."""
