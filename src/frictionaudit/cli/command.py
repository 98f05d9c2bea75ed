"""The top of the command: its subcommands, and one home for every trouble that ends it."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Sequence
from copy import copy
from importlib import import_module
from keyword import iskeyword
from typing import Any, NoReturn

import click

from frictionaudit import __version__
from frictionaudit.cli.terminal import forget_output, plain
from frictionaudit.errors import ExitCode, FrictionAuditError
from frictionaudit.tongues.helps import told_help
from frictionaudit.tongues.language import ENGLISH, LANGUAGES, language, language_of, speak

__all__ = ["COMMANDS", "cli", "main"]

COMMANDS: dict[str, str] = {
    "run": "Walk journeys to the end and write the report.",
    "init": "Write the files to start with: a journey, settings, a CI workflow.",
    "record": "Shop once in a window, and have a journey.",
    "scan": "Find a shop's purchase path, walk it as far as is safe, and report.",
    "import": "Turn a recording of another tool into a journey.",
    "check": "Find every mistake in journey files, without a browser.",
    "schema": "Print the JSON Schema of a file that frictionaudit reads or writes.",
    "audit": "Judge the saved evidence of a run again, without a browser.",
    "report": "Make the report of a run anew: another language, another brand, a PDF.",
    "compare": "Hold runs against each other: before and after, rivals, devices.",
    "rules": "List the rules.",
    "explain": "Say what a rule looks for, why, and how to mend it.",
    "demo": "Serve the demo shop, or audit it.",
    "doctor": "Show which browsers are usable, and get a missing one.",
}
"""Subcommand: its line in --help. The function of that name lies in the module of that name beside this one.

What Python keeps for itself has an underscore behind it there: import_.
"""

_ENDINGS = """
\b
Exit codes:
  0    fine, also when it stopped for safety as designed
  1    a gate fell: the score, a finding at or above --fail-on, a journey that broke
  2    the command or a file is wrong
  3    the audit itself could not run, or met a wall (bot wall, login, sold out)
  130  interrupted; partial results are kept
"""


class LazyGroup(click.Group):
    """A group that imports a subcommand's module only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the subcommands in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import the subcommand's module."""
        if name not in COMMANDS:
            return None
        home = f"{name}_" if iskeyword(name) else name
        command = getattr(import_module(f"frictionaudit.cli.{home}"), home)
        assert isinstance(command, click.Command)
        return _spoken(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the subcommand, or say which one was meant."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            self._fail_on_unknown(ctx, args[0])
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the subcommands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, told_help(words)) for name, words in COMMANDS.items()])

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say what the command is for."""
        _spoken(click.Group(help=self.help)).format_help_text(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say what the exit codes mean."""
        _spoken(click.Group(epilog=self.epilog)).format_epilog(ctx, formatter)

    @staticmethod
    def _fail_on_unknown(ctx: click.Context, name: str) -> NoReturn:
        near = difflib.get_close_matches(name, COMMANDS, n=1)
        if near:
            ctx.fail(f"There is no command {name!r}. Did you mean {near[0]!r}?")
        if name.endswith((".yaml", ".yml")):
            ctx.fail(f"There is no command {name!r}. To walk that journey: frictionaudit run {name}")
        ctx.fail(f"There is no command {name!r}. Commands: {', '.join(COMMANDS)}.")


@click.group(
    cls=LazyGroup,
    epilog=_ENDINGS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="frictionaudit")
def cli() -> None:
    """Replay the purchase path to the very end and show where customers give up.

    \b
    frictionaudit doctor --install        get a browser
    frictionaudit run journey.yaml        walk, judge, report
    """


def _spoken(command: click.Command) -> click.Command:
    """Give a copy whose help is in the language that is spoken now; the command itself stays English."""
    if language() == ENGLISH:
        return command
    told = copy(command)
    told.params = [copy(each) for each in command.params]
    for each in (told, *told.params):
        for name in ("help", "short_help", "epilog"):
            if words := getattr(each, name, None):
                setattr(each, name, told_help(words))
    return told


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and leave with its exit code. No traceback ever reaches the reader."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    speak(_asked(words) or language_of(os.environ))
    code = answer(words)
    _flush()
    sys.exit(int(code))


def _asked(words: Sequence[str]) -> str:
    """Give the language that --help is asked for in, "" for none: the option itself is not read then."""
    named = [*words, ""][words.index("--language") + 1] if "--language" in words else ""
    return named if named in LANGUAGES and not {"--help", "-h"}.isdisjoint(words) else ""


def answer(words: Sequence[str]) -> int:
    """Run the command; give the exit code, every trouble said in a sentence."""
    try:
        given: Any = cli.main(args=list(words), prog_name="frictionaudit", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo(f"\n{_interrupted()}", err=True)
        return ExitCode.INTERRUPTED
    except FrictionAuditError as error:
        click.echo(plain(_told(error)), err=True)
        return error.exit_code
    except (BrokenPipeError, SystemExit):
        # The reader of our output has gone (`frictionaudit rules | head`), which click answers with SystemExit.
        forget_output()
        return ExitCode.FINE
    except OSError as error:
        click.echo(f"{error.strerror or error}: {error.filename or ''}".rstrip(": "), err=True)
        return ExitCode.AUDIT_FAILED
    except Exception as error:
        return _confess(error, is_verbose=not {"--verbose", "-v"}.isdisjoint(words))
    return given if isinstance(given, int) else ExitCode.FINE


def _told(error: FrictionAuditError) -> str:
    from frictionaudit.cli.mistakes import told_trouble  # here, for most commands end without it

    return told_trouble(error)


def _interrupted() -> str:
    from frictionaudit.report.texts import text  # here, for most commands end without it

    return text("terminal.interrupted")


def _confess(error: Exception, *, is_verbose: bool) -> int:
    """Say that the fault is ours and where its details lie."""
    from frictionaudit.cli.faults import save_fault

    where = save_fault(error)
    if is_verbose:
        click.echo(plain(where.read_text(encoding="utf-8")), err=True)
    click.echo(
        f"This is a fault of ours, not of your shop or your file: {plain(f'{type(error).__name__}: {error}'[:200])}\n"
        f"    The details are in {where}: please send them with your journey file.",
        err=True,
    )
    return ExitCode.AUDIT_FAILED


def _flush() -> None:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        forget_output()
