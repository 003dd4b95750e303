"""The outbox: claim, start, send, record, sweep."""
