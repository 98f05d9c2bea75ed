"""I know what I commit to and how far I am."""
