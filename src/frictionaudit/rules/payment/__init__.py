"""I can pay my way, and a refusal is no dead end."""
