"""The single checks of a text, by what they look after. notices.rules.checks puts them together."""
