"""The pages of a notice: reading and approving its text, deciding for whom it waits, telling people in person."""
