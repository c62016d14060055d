"""``--help`` in Chinese: one way to write it for every verb, headings and all.

What stays in Latin letters is what one types: verbs, options and the values they take.
"""

from __future__ import annotations

import inspect
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import typer
from typer.core import TyperCommand, TyperGroup

OPTIONS, ARGUMENTS, VERBS = "选项", "要写的内容", "动词"
MUST = "（* 必须写）"
THIS_HELP = "显示这份说明"
_WIDE = frozenset("FW")
_GAP, _INDENT, _LEAST = 2, 4, 30
_KINDS: dict[Any, str] = {str: "文字", Path: "路径", int: "整数", float: "数", datetime: "日期", bool: ""}
_BOUNDS = (("min", "不小于"), ("max", "不大于"))
Line = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What may be written for a parameter, within which bounds, and what holds where nothing is."""

    kind: str = ""
    bounds: tuple[str, ...] = ()
    default: str = ""


class Verb(TyperCommand):
    """A verb whose help is written here."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help of the verb."""
        formatter.write(help_of(self, ctx, formatter.width))


class VerbGroup(TyperGroup):
    """Several verbs under one name; their help is written here."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help of the group: its verbs, a line each."""
        formatter.write(help_of(self, ctx, formatter.width))


class Verbs(typer.Typer):
    """The verbs of the program, or those under one of its names; each speaks Chinese."""

    def __init__(self, **said: Any) -> None:
        super().__init__(cls=VerbGroup, add_completion=False, **said)

    def command(self, name: str | None = None, **said: Any) -> Callable[[Any], Any]:
        """Take a function as a verb."""
        return super().command(name, **({"cls": Verb} | said))


def help_of(command: Any, ctx: Any, width: int) -> str:
    """Give the whole help of a verb or a group of verbs, as wide as the screen."""
    params = [one for one in command.get_params(ctx) if not getattr(one, "hidden", False)]
    arguments = [one for one in params if one.param_type_name == "argument"]
    options = [one for one in params if one.param_type_name != "argument"]
    parts = ["\n".join(_folded(_usage(command, ctx, arguments), width))]
    if said := str(command.help or "").strip():
        parts.append("\n".join(_folded(said, width)))
    for title, lines, starred in (
        (
            ARGUMENTS,
            [_argument(one, _asked(command, one.name)) for one in arguments],
            any(one.required for one in arguments),
        ),
        (OPTIONS, [_option(one, _asked(command, one.name)) for one in options], any(one.required for one in options)),
        (VERBS, list(_verbs(command, ctx)), False),
    ):
        if lines:
            parts.append(f"{title}{MUST if starred else ''}：\n" + "\n".join(_table(lines, width)))
    return "\n\n".join(parts) + "\n"


def _usage(command: Any, ctx: Any, arguments: Sequence[Any]) -> str:
    words = [ctx.command_path, f"[{OPTIONS}]"]
    for one in arguments:
        name = f"<{_called(one)}>" + ("…" if one.nargs != 1 else "")
        words.append(name if one.required else f"[{name}]")
    if hasattr(command, "commands"):
        words += [f"<{VERBS}>", "…"]
    return f"用法：{' '.join(words)}"


def _called(argument: Any) -> str:
    """Give what an argument is for in a few words: its help up to the first stop."""
    said = str(argument.help or argument.name)
    for stop in "，；（：":
        said = said.partition(stop)[0]
    return said


def _argument(one: Any, asked: Asked) -> Line:
    name, said = _called(one), _told(one, asked)
    return f"{'*' if one.required else ' '} {name}", said if said != name else ""


def _option(one: Any, asked: Asked) -> Line:
    names = "，".join([*one.opts, *one.secondary_opts])
    return f"{'*' if one.required else ' '} {names} {asked.kind}".rstrip(), _told(one, asked)


def _told(one: Any, asked: Asked) -> str:
    """Give the help of a parameter with its bounds and what holds where it is left out."""
    if "--help" in one.opts:
        return THIS_HELP
    more = [*asked.bounds, *([f"缺省 {asked.default}"] if asked.default else [])]
    aside = "，".join(more)
    return f"{one.help or ''}（{aside}）" if more else str(one.help or "")


def _asked(command: Any, name: str) -> Asked:
    """Read a parameter from the verb itself: its type, bounds and default stand in its first line."""
    verb = inspect.unwrap(command.callback) if command.callback is not None else None
    given = inspect.signature(verb).parameters.get(name) if verb is not None else None
    if verb is None or given is None:
        return Asked()
    of = get_type_hints(verb, include_extras=True)[name]
    of, *notes = get_args(of) if get_origin(of) is Annotated else (of,)
    kinds = [one for one in (get_args(of) or (of,)) if one is not type(None)]
    bounds = [f"{words}{found}" for note in notes for key, words in _BOUNDS if (found := getattr(note, key, None))]
    default = given.default
    if isinstance(default, Enum):
        default = default.value
    shown = default not in (inspect.Parameter.empty, None, "") and not isinstance(default, bool | list)
    return Asked(_kind(kinds[0]), tuple(bounds), str(default) if shown else "")


def _kind(of: Any) -> str:
    if isinstance(of, type) and issubclass(of, Enum):
        return "|".join(str(one.value) for one in of)
    return _KINDS.get(of, "内容")


def _verbs(command: Any, ctx: Any) -> Iterator[Line]:
    for name in command.list_commands(ctx) if hasattr(command, "list_commands") else ():
        one = command.get_command(ctx, name)
        if one is not None and not one.hidden:
            yield name, str(one.help or "").strip().partition("\n")[0]


# ------------------------------------------------------------------------------ lines as wide as the screen
def _table(lines: Sequence[Line], width: int) -> Iterator[str]:
    """Set names and what they mean side by side; Chinese letters are two columns wide."""
    longest = max(_columns(name) for name, _ in lines if _columns(name) <= _LEAST or len(lines) == 1)
    room = max(width - longest - _GAP - 2, _LEAST)
    for name, said in lines:
        folded = list(_folded(said, room)) or [""]
        first = f"  {name}"
        if _columns(name) > longest:
            yield first
        else:
            yield f"{first}{' ' * (longest - _columns(name) + _GAP)}{folded.pop(0)}".rstrip()
        yield from (" " * (longest + _GAP + 2) + one for one in folded)


def _folded(text: str, width: int) -> Iterator[str]:
    """Cut a text into lines; a stop never begins one."""
    for paragraph in text.splitlines():
        line = ""
        for letter in paragraph:
            if _columns(line + letter) > width and letter not in "，。；：、）":
                yield line.rstrip()
                line = ""
            line += letter
        yield line.rstrip()


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in _WIDE else 1 for letter in text)
