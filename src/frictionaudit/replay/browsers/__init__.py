"""The browsers of this machine: found, got, launched, kept running."""
