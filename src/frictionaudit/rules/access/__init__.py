"""Everyone can use it."""
