"""What may be visited, ordered and kept: hosts, binding presses, secrets."""
