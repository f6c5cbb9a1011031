"""Beneath everything: the clock, intervals, and errors that a user can act on."""
