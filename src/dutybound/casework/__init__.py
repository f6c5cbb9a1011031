"""What people do with records: every write is an action, and every read of personal data a query."""
