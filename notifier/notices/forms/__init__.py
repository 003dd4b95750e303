"""What people type about a wording."""
