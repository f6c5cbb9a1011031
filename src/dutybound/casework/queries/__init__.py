"""Every read of what people decided, and of personal data."""
