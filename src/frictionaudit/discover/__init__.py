"""Journeys without writing: what was scanned, recorded or imported becomes a file that a person would have written."""
