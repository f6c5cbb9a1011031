"""What a record is, declared once: tables, columns, marks, and the schema that everything else is derived from."""
