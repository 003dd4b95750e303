"""The pages of a wording."""
