"""Each output in a file of its own: a run goes in, a text comes out."""
