"""The audit log as pages: of a case, of one notice, of everything."""
