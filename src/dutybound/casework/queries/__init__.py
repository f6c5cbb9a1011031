"""Every read of what people recorded, as it was known at a moment."""
