"""What the customer does: look, aim, press, type, answer what lies in the way."""
