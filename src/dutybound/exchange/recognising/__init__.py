"""A file that nobody has described is looked at, and a declaration of it is drafted, every guess with its reason."""
