"""What a page charges: its price lines, the amount to be charged, and the items in the cart."""
