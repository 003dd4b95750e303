"""What is handed over and what is cleared away: evidence, erasure, retention runs."""
