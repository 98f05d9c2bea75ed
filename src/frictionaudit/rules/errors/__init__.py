"""Nothing on the way is broken."""
