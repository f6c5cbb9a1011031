"""Organised crime: groups, priority individuals and vulnerabilities, and what is done about them."""
