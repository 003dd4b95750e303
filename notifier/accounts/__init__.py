"""Users, roles, mandates, second factor."""
