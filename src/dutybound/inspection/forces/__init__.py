"""The real grades of forces over the years, as far as they were compiled: read, checked, compared, counted."""
