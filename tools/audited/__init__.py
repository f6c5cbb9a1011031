"""Audits of a simulated force, from the draw to the estimate, beside what is true of it."""
