"""How often what insight says is right, by drawing; `python -m tools.measuring` writes the page."""
