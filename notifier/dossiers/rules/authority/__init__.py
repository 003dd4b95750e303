"""The authority's file: what the system knows of each row of law.template, and what the controller answers."""
