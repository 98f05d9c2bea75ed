"""What happens while the customer waits: requests, messages, windows, rest, expectations, pictures."""
