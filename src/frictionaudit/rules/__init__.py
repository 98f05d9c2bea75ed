"""One folder a criterion, one file a rule; pure functions of evidence."""
