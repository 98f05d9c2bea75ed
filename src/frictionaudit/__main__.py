"""`python -m frictionaudit`: the command where its script is not on the path."""

from frictionaudit.cli.command import main

main()
