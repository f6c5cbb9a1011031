"""Every read of what people recorded and decided, as it was known at a moment, and of personal data."""
