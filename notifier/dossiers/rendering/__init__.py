"""What is handed over, as files."""
