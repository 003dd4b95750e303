"""Sentences, cut by what they are about."""
