"""Reads of what happened: the awareness ledger, and what the law says of it in words."""
