"""Reads for the patient's door and for those who answer patients."""
