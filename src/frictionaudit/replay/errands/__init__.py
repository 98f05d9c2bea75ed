"""Detours and drills: customers who do not walk in a line, and days on which things go wrong."""
