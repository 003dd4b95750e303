"""The pages of a notice: its text, its approval, deciding for whom it waits, telling people in person."""
