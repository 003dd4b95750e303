"""Who has not been reached, what is in doubt, having nothing more go out; what providers hold."""
