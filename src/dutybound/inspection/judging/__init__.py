"""Judging: evidence first, then a person's own grade, then the proposal beside it."""
