"""TOML files with the line of every table and key, so that each complaint can say where."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from sheqi_desktop.domain.trouble import CatalogTrouble

_TABLE = re.compile(r"^\s*\[\[?\s*([\w.\-]+)\s*\]\]?")
_KEY = re.compile(r"^\s*([\w\-]+)\s*=")


class TomlFile:
    """One file that was read: its data, and where each table ``section/2/field/0`` and key begins."""

    def __init__(self, path: Path) -> None:
        """Read and index a file; CatalogTrouble if it is no TOML."""
        self.path = path
        self.text = text = path.read_text(encoding="utf-8")
        try:
            self.data: dict[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"line (\d+)", str(error))
            line = int(found[1]) if found else text.count("\n") + 1
            raise CatalogTrouble(file=path.name, line=line, why=f"不是合法的TOML（{error}）") from None
        self._lines: dict[str, int] = {}
        self._values: dict[str, list[tuple[int, str]]] = {}
        self._index(text)

    def _index(self, text: str) -> None:
        counts: dict[str, int] = {}
        here, key, depth = "", "", 0
        for number, line in enumerate(text.splitlines(), 1):
            if depth > 0:
                depth += _brackets(line)
            elif found := _KEY.match(line):
                key = f"{here}#{found[1]}"
                self._lines[key] = number
                depth = _brackets(line)
            elif table := _TABLE.match(line):
                here = self._enter(table[1], line.lstrip().startswith("[["), counts)
                self._lines[here] = number
                continue
            else:
                continue
            self._values.setdefault(key, []).append((number, line))

    @staticmethod
    def _enter(name: str, repeated: bool, counts: dict[str, int]) -> str:
        path = ""
        parts = name.split(".")
        for place, part in enumerate(parts):
            stem = f"{path}/{part}" if path else part
            if place == len(parts) - 1 and repeated:
                counts[stem] = counts.get(stem, -1) + 1
                for below in [known for known in counts if known.startswith(f"{stem}/{counts[stem]}/")]:
                    del counts[below]
            path = f"{stem}/{counts[stem]}" if stem in counts else stem
        return path

    def line(self, table: str = "", key: str = "") -> int:
        """Give the line of a key of a table, else of the table, else 1."""
        return self._lines.get(f"{table}#{key}", self._lines.get(table, 1))

    def line_of_text(self, table: str, key: str, text: str) -> int:
        """Give the line inside a many-line value where a text first stands, else the line of the key."""
        lines = self._values.get(f"{table}#{key}", ())
        return next((number for number, line in lines if text in line), self.line(table, key))

    def complain(self, why: str, table: str = "", key: str = "", text: str = "") -> CatalogTrouble:
        """Make the complaint about one place of this file."""
        line = self.line_of_text(table, key, text) if text else self.line(table, key)
        return CatalogTrouble(file=self.path.name, line=line, why=why)

    def only(self, given: dict[str, Any], allowed: frozenset[str], table: str, what: str) -> None:
        """Refuse a key nobody defined."""
        for key in given:
            if key not in allowed:
                raise self.complain(f"{what}没有“{key}”这个写法", table, key)

    def need(self, given: dict[str, Any], keys: tuple[str, ...], table: str, what: str) -> None:
        """Refuse a table that lacks what it must say."""
        for key in keys:
            if key not in given:
                raise self.complain(f"{what}缺少“{key}”", table)


def _brackets(line: str) -> int:
    bare = re.sub(r'"(?:[^"\\]|\\.)*"' + r"|'[^']*'", "", line).split("#")[0]
    return bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}")
