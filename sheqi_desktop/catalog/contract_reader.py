"""Typed looking-up in a contract file: each question to a table has one type, each refusal a line."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sheqi_desktop.catalog.toml_lines import TomlFile
from sheqi_desktop.domain.system_error import why
from sheqi_desktop.domain.trouble import CatalogTrouble, ContractTrouble, NotReadable

_MISSING: Any = object()


class Reader:
    """One contract file and where everything in it stands."""

    def __init__(self, path: Path) -> None:
        """Read the file; ContractTrouble if it is no TOML."""
        try:
            self.toml = TomlFile(path)
        except CatalogTrouble as trouble:
            raise ContractTrouble(**trouble.facts) from None
        except UnicodeDecodeError:
            raise ContractTrouble(file=path.name, line=1, why="文件不是UTF-8编码") from None
        except OSError as error:
            raise NotReadable(place=str(path), why=why(error)) from None

    def top(self, allowed: Collection[str]) -> Table:
        """Give the whole file as a table."""
        return Table(self, self.toml.data, "", allowed)

    def place(self, table: str = "", key: str = "", text: str = "") -> dict[str, Any]:
        """Give file and line of a key, or of a text inside its value."""
        lines = self.toml
        line = lines.line_of_text(table, key, text) if text else lines.line(table, key)
        return {"file": lines.path.name, "line": line}


class Table:
    """One table of the file; asked key by key."""

    def __init__(
        self, reader: Reader, data: Any, path: str, allowed: Collection[str], inside: tuple[str, str] = ("", "")
    ) -> None:
        """Refuse what is no table and every key nobody defined.

        ``inside`` names key and marking text of an inline table: its line is looked for in the value of that key.
        """
        self.reader, self.path, self.inside = reader, path, inside
        if not isinstance(data, dict):
            raise self.wrong("这里应是一张表")
        self.data: dict[str, Any] = data
        for key in data:
            if key not in allowed:
                raise self.wrong(f"不认识的键“{key}”", key)

    def place(self, key: str = "", text: str = "") -> dict[str, Any]:
        """Give file and line of a key of this table."""
        outer, mark = self.inside
        return self.reader.place(self.path, outer, text or mark or key) if outer else self.reader.place(self.path, key)

    def wrong(self, why: str, key: str = "", text: str = "") -> ContractTrouble:
        """Make the complaint about a key of this table."""
        return ContractTrouble(**self.place(key, text), why=why)

    def _get(self, key: str, default: Any, kinds: type | tuple[type, ...], what: str) -> Any:
        value = self.data.get(key, _MISSING)
        if value is _MISSING:
            if default is _MISSING:
                raise self.wrong(f"缺少“{key}”")
            return default
        fits = isinstance(value, kinds) and not (isinstance(value, bool) and bool not in _as_tuple(kinds))
        if not fits or isinstance(value, datetime):
            raise self.wrong(f"“{key}”应是{what}", key)
        return value

    def text(self, key: str, default: str = _MISSING) -> str:
        """Give a text; one that must be there must also say something."""
        value: str = self._get(key, default, str, "文字")
        if default is _MISSING and not value.strip():
            raise self.wrong(f"“{key}”不能为空", key)
        return value

    def one_of(self, key: str, allowed: Sequence[str]) -> str:
        """Give a word of a closed list."""
        value = self.text(key)
        if value not in allowed:
            raise self.wrong(f"“{key}”只能是{'、'.join(allowed)}，不能是“{value}”", key)
        return value

    def integer(self, key: str, default: int = _MISSING) -> int:
        """Give a whole number, not below zero."""
        value: int = self._get(key, default, int, "整数")
        if value < 0:
            raise self.wrong(f"“{key}”不能小于0", key)
        return value

    def flag(self, key: str) -> bool:
        """Give yes or no."""
        value: bool = self._get(key, _MISSING, bool, "true或false")
        return value

    def day(self, key: str) -> date:
        """Give a day."""
        value: date = self._get(key, _MISSING, date, "日期")
        return value

    def day_or_none(self, key: str) -> date | None:
        """Give a day, if there is one."""
        return self.day(key) if key in self.data else None

    def decimal_or_none(self, key: str) -> Decimal | None:
        """Give an exact number, if there is one."""
        if key not in self.data:
            return None
        value = Decimal(str(self._get(key, _MISSING, (int, float), "数字")))
        if not value.is_finite() or value < 0:
            raise self.wrong(f"“{key}”应是不小于0的数字", key)
        return value

    def _list(self, key: str, default: Any) -> list[Any] | tuple[Any, ...]:
        value: list[Any] | tuple[Any, ...] = self._get(key, default, list, "列表")
        return value

    def texts(self, key: str, default: tuple[str, ...] = _MISSING) -> tuple[str, ...]:
        """Give a list of texts."""
        values = self._list(key, default)
        if not all(isinstance(value, str) for value in values):
            raise self.wrong(f"“{key}”里只能是文字", key)
        return tuple(values)

    def values(self, key: str, default: tuple[int | str, ...] = _MISSING) -> tuple[int | str, ...]:
        """Give a list of codes: texts or whole numbers."""
        values = self._list(key, default)
        if not all(isinstance(value, int | str) and not isinstance(value, bool) for value in values):
            raise self.wrong(f"“{key}”里只能是代码", key)
        return tuple(values)

    def integers(self, key: str) -> tuple[int, ...]:
        """Give a list of whole numbers."""
        values = self._list(key, _MISSING)
        if not all(isinstance(value, int) and not isinstance(value, bool) for value in values):
            raise self.wrong(f"“{key}”里只能是整数", key)
        return tuple(values)

    def anything(self, key: str) -> Mapping[str, Any]:
        """Give a table as it is: facts for reports, judged by nobody."""
        value: dict[str, Any] = self._get(key, {}, dict, "一张表")
        return value

    def table(self, key: str, allowed: Collection[str]) -> Table:
        """Give a table below this one."""
        return Table(self.reader, self._get(key, _MISSING, dict, "一张表"), self._below(key), allowed)

    def tables(self, key: str, allowed: Collection[str]) -> list[Table]:
        """Give the repeated tables below this one."""
        rows = self._get(key, [], list, "一组表")
        return [Table(self.reader, row, f"{self._below(key)}/{n}", allowed) for n, row in enumerate(rows)]

    def inline_table(self, key: str, allowed: Collection[str]) -> Table:
        """Give a table written in one value of this one."""
        return Table(self.reader, self._get(key, _MISSING, dict, "一张表"), self.path, allowed, (key, ""))

    def inline_tables(self, key: str, allowed: Collection[str], mark: str) -> list[Table]:
        """Give the tables written in one list of this one; ``mark`` names the key that tells them apart."""
        rows = self._list(key, _MISSING)
        return [
            Table(self.reader, row, self.path, allowed, (key, f'"{row.get(mark)}"' if isinstance(row, dict) else ""))
            for row in rows
        ]

    def _below(self, key: str) -> str:
        return f"{self.path}/{key}" if self.path else key


def _as_tuple(kinds: type | tuple[type, ...]) -> tuple[type, ...]:
    return kinds if isinstance(kinds, tuple) else (kinds,)
