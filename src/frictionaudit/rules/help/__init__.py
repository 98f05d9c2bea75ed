"""They help me buy."""
