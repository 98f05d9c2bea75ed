"""A sketch as a journey file that a person would have written."""
