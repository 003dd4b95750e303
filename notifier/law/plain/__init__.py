"""Clear and plain language (GDPR Articles 12(1) and 34(2)) as figures and word lists. Values in, values out."""
