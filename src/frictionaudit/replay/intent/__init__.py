"""Intent steps: the purchase path found by itself on shops never seen. Candidates are judged without a browser."""
