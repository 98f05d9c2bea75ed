"""The button is there and works on my device."""
