"""What people type about a notice."""
