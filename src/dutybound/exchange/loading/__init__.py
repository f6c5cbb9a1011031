"""Extracts loaded again and again: compared with what is on record, restated and never edited, erased on demand."""
