"""Reading published reports of inspections: what stands in them, and what could not be seen."""
