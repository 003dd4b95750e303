"""The recovery sheet: the keys on paper, typed back by a person, and the proof that someone holds it."""
