"""The shop's own figures and what its customers said: two CSV files, read and kept as records."""
