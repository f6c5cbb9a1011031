"""Inspection: frameworks, audits, judgments, findings, and reports that are read and written."""
