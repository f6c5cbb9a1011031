"""Frameworks of inspection as data: one file a revision. A force adds its own as one file."""
