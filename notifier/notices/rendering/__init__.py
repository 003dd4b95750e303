"""How a wording becomes messages and letters: masters, personal fields, previews. All who need either come here."""
