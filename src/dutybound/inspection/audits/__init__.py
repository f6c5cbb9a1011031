"""Audits: question sets, samples, readings, how far readers agree, and what it all tells of the work."""
