"""Template filters of the public page."""
