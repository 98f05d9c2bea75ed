"""The command: a thin door into the house."""
