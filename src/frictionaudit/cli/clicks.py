"""Click's own words (Usage, Missing argument, default …) in the language that is spoken now.

Click asks gettext for each of them, which goes by the environment of the whole process; we go by the language that is
spoken, and have their translations in our own catalogues: docs/clicks.py finds the English in click's code.
"""

from __future__ import annotations

from copy import copy
from typing import TypeVar

import click

from frictionaudit.tongues.helps import told_help, told_metavar, told_word

__all__ = ["spoken_command", "teach_click"]

_MODULES = (click.core, click.decorators, click.exceptions, click.formatting, click.parser, click.termui, click.types)

_AT_IMPORT = frozenset({"file", "directory", "path"})
"""Asked for when a command is imported, and kept: said in `spoken_command`."""

_Told = TypeVar("_Told", click.Command, click.Parameter)


def teach_click() -> None:
    """Have click say its own words in the language that is spoken when it says them."""
    for module in _MODULES:
        for name, spoken in (("_", _word), ("ngettext", _words)):
            if hasattr(module, name):
                setattr(module, name, spoken)


def spoken_command(command: click.Command) -> click.Command:
    """Give a copy whose help is in the language that is spoken now; the command itself stays English."""
    told = _helping(command)
    told._help_option = None  # click keeps it, in the language that was spoken when it was first asked for
    told.options_metavar = told_metavar(told.options_metavar or "")
    told.params = [_spoken_parameter(each) for each in command.params]
    return told


def _spoken_parameter(parameter: click.Parameter) -> click.Parameter:
    told = _helping(parameter)
    told.metavar = told_metavar(told.metavar or _value_of(told)) or None
    if isinstance(told.type, click.Path | click.types.IntParamType | click.types.FloatParamType):
        told.type = copy(told.type)
        is_path = isinstance(told.type, click.Path)
        told.type.name = told_word(told.type.name) if is_path else told_metavar(told.type.name.upper())
    return told


def _value_of(parameter: click.Parameter) -> str:
    """Give what click shows for a value; "" where there is none, or where it lists the choices."""
    if isinstance(parameter, click.Argument):
        name = (parameter.name or "").upper()
        return "" if isinstance(parameter.type, click.Choice) else f"{name}..." if parameter.nargs == -1 else name
    is_bare = isinstance(parameter.type, click.Choice) or (isinstance(parameter, click.Option) and parameter.is_flag)
    return "" if is_bare else parameter.type.name.upper()


def _helping(said: _Told) -> _Told:
    told = copy(said)
    for name in ("help", "short_help", "epilog"):
        if words := getattr(told, name, None):
            setattr(told, name, told_help(words))
    return told


def _word(english: str) -> str:
    return english if english in _AT_IMPORT else told_word(english)


def _words(one: str, many: str, number: int) -> str:
    return told_word(one if number == 1 else many)
