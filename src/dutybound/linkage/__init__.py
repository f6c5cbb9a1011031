"""Records that may be of the same person: proposed by a model, decided by people, and never merged."""
