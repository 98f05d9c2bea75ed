"""The command `frictionaudit`: thin doors into the house.

Each subcommand's module is imported when it is called, so that `--help` answers at once.
"""

from frictionaudit.cli.command import main

__all__ = ["main"]
