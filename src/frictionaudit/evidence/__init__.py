"""What was seen: frozen records, saved and loaded."""
