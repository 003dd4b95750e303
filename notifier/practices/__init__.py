"""Controllers and physicians."""
