"""I do not have to wait."""
