"""Messages: the MIME master and the stamp. Pure Python; knows no database and no server."""
