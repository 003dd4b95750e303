"""Template filters of the roster pages."""
