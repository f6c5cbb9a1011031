"""The report of an assessment: what it shows as frozen data, and how that becomes a page."""
