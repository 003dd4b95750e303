"""Acts on a case, one file per page."""
