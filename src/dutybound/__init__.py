"""Dutybound holds a police force to its own standards every day: each written once, as a dated obligation on records."""
