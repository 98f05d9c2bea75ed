"""Drive the browser as the customer would, and gather what was seen."""
