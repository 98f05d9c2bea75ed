"""Replay the purchase path to the very end, and show where customers give up."""

__version__ = "0.1.0"
