"""The top of the command: its subcommands, and one home for every trouble that ends it."""

from __future__ import annotations

import contextlib
import difflib
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from keyword import iskeyword
from pathlib import Path
from typing import Any, NoReturn

import click

from frictionaudit import __version__
from frictionaudit.cli.clicks import spoken_command, teach_click
from frictionaudit.cli.terminal import forget_output, plain
from frictionaudit.errors import ExitCode, FrictionAuditError
from frictionaudit.tongues.helps import told_help, told_metavar, told_word
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
        return command if language() == ENGLISH else spoken_command(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the subcommand, or say which one was meant."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            self._fail_on_unknown(ctx, args[0])
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the subcommands without importing them."""
        with formatter.section(told_word("Commands")):
            formatter.write_dl([(name, told_help(words)) for name, words in COMMANDS.items()])

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Say what stands behind the command's name."""
        return list(map(told_metavar, super().collect_usage_pieces(ctx)))

    @staticmethod
    def _fail_on_unknown(ctx: click.Context, name: str) -> NoReturn:
        from frictionaudit.report.texts import text  # here, for most commands end without it

        near = difflib.get_close_matches(name, COMMANDS, n=1)
        if near:
            ctx.fail(text("command.unknown.near", name=name, near=near[0]))
        if name.endswith((".yaml", ".yml")):
            ctx.fail(text("command.unknown.journey", name=name))
        ctx.fail(text("command.unknown", name=name, commands=", ".join(COMMANDS)))


@click.group(
    cls=LazyGroup,
    epilog=_ENDINGS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="frictionaudit", help="Show the version and leave.")
def cli() -> None:
    """Replay the purchase path to the very end and show where customers give up.

    \b
    frictionaudit doctor --install        get a browser
    frictionaudit run journey.yaml        walk, judge, report
    """


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and leave with its exit code. No traceback ever reaches the reader."""
    _open_what_is_closed()
    _write_what_cannot_be_encoded()
    words = list(sys.argv[1:] if arguments is None else arguments)
    speak(_asked(words) or language_of(os.environ))
    code = answer(words)
    _flush()
    sys.exit(int(code))


def _open_what_is_closed() -> None:
    """Let a stream that the shell has closed (`2>&-`) lead nowhere: Python leaves None in its place."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open until the end


def _write_what_cannot_be_encoded() -> None:
    """Show a character that the terminal's encoding lacks as its code: a shop's words must not end an audit."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _asked(words: Sequence[str]) -> str:
    """Give the language that the command asks for, "" for none: help and mistakes are told before options are read."""
    options = [each.partition("=") for each in words]
    following = [*words[1:], ""]
    named = [value or after for (name, _, value), after in zip(options, following, strict=True) if name == "--language"]
    return named[-1] if named and named[-1] in LANGUAGES else ""


def answer(words: Sequence[str]) -> int:
    """Run the command; give the exit code, every trouble said in a sentence."""
    teach_click()
    try:
        command = cli if language() == ENGLISH else spoken_command(cli)
        given: Any = command.main(args=list(words), prog_name="frictionaudit", standalone_mode=False)
    except click.ClickException as error:
        with contextlib.suppress(OSError):
            error.show()
        return ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        _say(f"\n{_interrupted()}")
        return ExitCode.INTERRUPTED
    except FrictionAuditError as error:
        _say(plain(_told(error)))
        return error.exit_code
    except (BrokenPipeError, SystemExit):
        # The reader of our output has gone (`frictionaudit rules | head`), which click answers with SystemExit.
        forget_output()
        return ExitCode.FINE
    except OSError as error:
        _say(f"{error.strerror or error}: {error.filename or ''}".rstrip(": "))
        return ExitCode.AUDIT_FAILED
    except Exception as error:
        return _confess(error, is_verbose=not {"--verbose", "-v"}.isdisjoint(words))
    return given if isinstance(given, int) else ExitCode.FINE


def _say(words: str) -> None:
    """Tell the reader why it ended; where nothing can be told any more, the exit code alone says it."""
    with contextlib.suppress(OSError):
        click.echo(words, err=True)


def _told(error: FrictionAuditError) -> str:
    from frictionaudit.cli.mistakes import told_trouble  # here, for most commands end without it

    return told_trouble(error)


def _interrupted() -> str:
    from frictionaudit.report.texts import text  # here, for most commands end without it

    return text("terminal.interrupted")


def _confess(error: Exception, *, is_verbose: bool) -> int:
    """Say that the fault is ours and where its details lie."""
    from frictionaudit.cli.faults import save_fault
    from frictionaudit.report.texts import text

    where = save_fault(error)
    if is_verbose:
        _say(plain(where.read_text(encoding="utf-8")))
    what = plain(f"{type(error).__name__}: {error}"[:200])
    _say(text("terminal.fault", what=what, where=str(where)))
    return ExitCode.AUDIT_FAILED


def _flush() -> None:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        forget_output()
