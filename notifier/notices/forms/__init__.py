"""What people type about a wording or a notice."""
