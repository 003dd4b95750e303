"""How severe a breach is, by ENISA's method (v1.0, December 2013): score = context x ease + circumstances.

The score supports the controller's decision under GDPR Articles 33 and 34 and never takes it. ENISA itself fixes no
score from which people must be told.
"""
