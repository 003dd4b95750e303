"""The shared facts in words."""
