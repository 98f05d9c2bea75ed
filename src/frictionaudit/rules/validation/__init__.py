"""It takes my details and helps me mend them."""
