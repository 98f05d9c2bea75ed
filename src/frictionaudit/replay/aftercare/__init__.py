"""What is looked after once a walk is over: links, notices, the acknowledgement by mail."""
