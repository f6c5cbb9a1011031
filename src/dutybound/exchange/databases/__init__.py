"""A database as a source: read through ADBC, in one snapshot, each table standing where a file would stand."""
