"""How the law's words come into templates."""
