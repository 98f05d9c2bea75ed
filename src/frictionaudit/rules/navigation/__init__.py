"""Rules: finding the way, and keeping it."""
