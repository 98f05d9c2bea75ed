"""Willing customers left: of 100 who want to buy, how many are still there? Knows criteria, not rules."""
