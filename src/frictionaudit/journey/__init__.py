"""What the customer sets out to do: model, YAML loader, JSON Schema."""
