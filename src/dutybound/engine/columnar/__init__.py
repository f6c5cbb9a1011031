"""The reference fold, compiled: the same rules over arrays of the facts of many subjects."""
