"""Who has not been reached, what is in doubt, and having nothing more go out."""
