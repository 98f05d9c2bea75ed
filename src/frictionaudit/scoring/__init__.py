"""Willing customers left."""
