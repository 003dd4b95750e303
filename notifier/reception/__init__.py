"""The patient's door; owns no models."""
