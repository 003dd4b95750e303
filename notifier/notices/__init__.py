"""What is said and to whom it is owed."""
