"""What is true of a breach's shared facts, whatever the database."""
