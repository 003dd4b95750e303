"""What was done: events nobody can change. This app knows no other app."""
