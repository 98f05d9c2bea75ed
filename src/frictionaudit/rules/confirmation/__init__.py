"""I know that it is done."""
