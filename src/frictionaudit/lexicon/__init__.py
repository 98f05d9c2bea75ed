"""The words of shops in each language, and one matcher."""
