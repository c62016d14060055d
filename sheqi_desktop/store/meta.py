"""Small facts kept by name: about this file, the choices of this machine, where windows stood."""

from __future__ import annotations

from typing import Any

from sheqi_desktop.store import jsontext
from sheqi_desktop.store.sql import sql_name
from sheqi_desktop.store.transaction import Read, Write


def get(read: Read, key: str, default: Any = None) -> Any:
    """Give a fact about this file."""
    return _get(read, "meta", key, default)


def put(write: Write, key: str, value: Any) -> None:
    """Note a fact about this file."""
    _put(write, "meta", key, value)


def setting(read: Read, key: str, default: Any = None) -> Any:
    """Give a choice a person made on this machine."""
    return _get(read, "setting", key, default)


def set_setting(write: Write, key: str, value: Any) -> None:
    """Remember a choice."""
    _put(write, "setting", key, value)


def window_state(read: Read, key: str, default: Any = None) -> Any:
    """Give where a window stood."""
    return _get(read, "window_state", key, default)


def set_window_state(write: Write, key: str, value: Any) -> None:
    """Remember where a window stands."""
    _put(write, "window_state", key, value)


def _get(read: Read, table: str, key: str, default: Any) -> Any:
    told = read.value(f"SELECT value FROM {sql_name(table)} WHERE key = ?", key)
    return default if told is None else jsontext.value(told)


def _put(write: Write, table: str, key: str, value: Any) -> None:
    write.run(
        f"INSERT INTO {sql_name(table)} (key, value) VALUES (?, ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        key,
        jsontext.text(value),
    )
