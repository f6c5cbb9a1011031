"""Dutybound holds a police force to its own standards every day: written once, they become dated duties."""
