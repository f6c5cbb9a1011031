"""Sealed bundles: the figures of an assessment with all that they rest on, signed, for another to work out again."""
