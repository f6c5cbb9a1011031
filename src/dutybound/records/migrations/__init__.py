"""How the tables of the records came to be as they are."""
