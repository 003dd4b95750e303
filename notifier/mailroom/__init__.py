"""Paper: print runs."""
