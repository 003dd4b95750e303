"""The pages of a wording and its notices: texts, checks, approval, care before sending, telling in person."""
