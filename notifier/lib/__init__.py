"""Small pure rooms: text, tables, postal addresses, identifiers, ids, documents. No Django, no clock, no database."""
