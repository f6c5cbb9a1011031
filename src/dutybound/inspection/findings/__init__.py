"""Findings: what an inspection or another body says is good or wanting, from that day to the day it is closed."""
