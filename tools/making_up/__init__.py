"""The made-up data of the examples."""
