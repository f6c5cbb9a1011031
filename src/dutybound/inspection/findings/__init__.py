"""Findings: what an inspection or another body says is good or wanting, from the day it is said to the day it is closed."""
