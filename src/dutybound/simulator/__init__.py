"""Forces that do not exist, so that the system can be tried on records whose people nobody can be."""
