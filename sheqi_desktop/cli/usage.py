"""A verb that was written wrongly is told in one Chinese line, as every other refusal (ARCHITECTURE §6)."""

from __future__ import annotations

from typing import Any

import typer

from sheqi_desktop.domain.trouble import WrongUsage

UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""What typer raises for every slip of the command line; it has no public name of its own."""


def usage_trouble(slip: Any) -> WrongUsage:
    """Say what is wrong with a command line, by the kind of the slip and never by its English sentence."""
    where = slip.ctx.command_path if slip.ctx is not None else "sheqi"
    return WrongUsage(why=_why(slip), where=where)


def _why(slip: Any) -> str:
    kind = type(slip).__name__
    if kind == "NoSuchOption":
        return f"没有“{slip.option_name}”这个选项"
    if kind == "BadOptionUsage":
        return f"“{slip.option_name}”后面少了内容"
    if kind == "MissingParameter":
        return f"少了“{_named(slip)}”"
    if isinstance(slip, typer.BadParameter):
        # What we refuse ourselves names no parameter and says why in Chinese.
        return slip.message.rstrip("。") if slip.param is None else f"“{_named(slip)}”的内容看不懂"
    return "没有这个动词" if hasattr(getattr(slip.ctx, "command", None), "commands") else "多写了内容"


def _named(slip: Any) -> str:
    """Give the option as one types it, or what an argument is for."""
    param = slip.param
    written = [one for one in getattr(param, "opts", ()) if one.startswith("-")]
    return written[0] if written else str(getattr(param, "help", "") or param.name)
