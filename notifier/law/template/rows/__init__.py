"""The hundred rows, cut by what they ask about."""
