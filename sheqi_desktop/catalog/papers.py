"""Read how a form lies on paper and in Excel from its file: grids of 12, tables, ledger columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sheqi_desktop.catalog.toml_lines import TomlFile
from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.approvals import APPROVALS
from sheqi_desktop.domain.derived import DERIVED, GATHERED, ROW_DERIVED
from sheqi_desktop.domain.form import ENVELOPE, Field
from sheqi_desktop.domain.paper import GRID, Cell, Ledger, LedgerColumn, Paper, PaperRow, TableColumn
from sheqi_desktop.domain.totals import TOTALS

_PAPER = frozenset(
    "id title kind landscape per_page lines table back_of suffix used_if mark confirmed_by photo_page row "
    "column".split()
)
_ROW = frozenset({"height", "cells", "new_page", "cut"})
_CELL = frozenset(
    "span label field also derived sign options vertical blank tail table of columns lines photos stack choice face "
    "gathered seal".split()
)
_COLUMN = frozenset({"label", "field", "derived", "width", "foot"})
_LEDGER = frozenset({"title", "column", "footer"})
_LEDGER_COLUMN = frozenset("header field derived width total mask imported".split())
_SAYS = ("label", "field", "derived", "sign", "table", "photos", "stack", "face", "gathered", "seal")
_MASKS = frozenset({"", "id_no", "phone", "address"})


def read_papers(file: TomlFile, fields: Mapping[str, Field]) -> tuple[Paper, ...]:
    """Read every printed form of a file."""
    papers = [_Sheet(file, fields, f"paper/{n}").read(given) for n, given in enumerate(file.data.get("paper", ()))]
    for place, paper in enumerate(papers):
        if paper.id in [earlier.id for earlier in papers[:place]]:
            raise file.complain(f"纸质表“{paper.id}”重复了", f"paper/{place}", "id")
        if paper.back_of and paper.back_of not in [one.id for one in papers]:
            raise file.complain(f"没有“{paper.back_of}”这张纸质表", f"paper/{place}", "back_of")
    return tuple(papers)


class _Sheet:
    """One printed form on its way from the file."""

    def __init__(self, file: TomlFile, fields: Mapping[str, Field], table: str) -> None:
        self.file, self.fields, self.table = file, fields, table

    def read(self, given: dict[str, Any]) -> Paper:
        """Read the whole sheet."""
        file = self.file
        file.only(given, _PAPER, self.table, "纸质表")
        file.need(given, ("id", "title"), self.table, "纸质表")
        if given.get("kind", "record") not in ("record", "list", "rows", "back"):
            raise file.complain("kind只能是record、list、rows或back", self.table, "kind")
        source = self.fields.get(given.get("table", ""))
        if (given.get("kind") == "rows") != (source is not None and source.type == "rows"):
            raise file.complain("rows要写table和lines，其他纸质表不写table", self.table, "kind")
        if (name := given.get("confirmed_by", "")) and name not in APPROVALS:
            raise file.complain(f"没有“{name}”这种确认", self.table, "confirmed_by")
        if name := given.get("photo_page", ""):
            self._field_known(name, self.table, "photo_page")
        return Paper(
            id=given["id"],
            title=given["title"],
            kind=given.get("kind", "record"),
            landscape=given.get("landscape", False),
            per_page=given.get("per_page", 1),
            lines=given.get("lines", 0),
            table=given.get("table", ""),
            back_of=given.get("back_of", ""),
            suffix=given.get("suffix", ""),
            used_if=tuple(self._used_if(name, names) for name, names in given.get("used_if", {}).items()),
            rows=tuple(self._row(one, f"{self.table}/row/{n}", GRID) for n, one in enumerate(given.get("row", ()))),
            columns=tuple(
                self._column(one, f"{self.table}/column/{n}", source) for n, one in enumerate(given.get("column", ()))
            ),
            mark=given.get("mark", ""),
            confirmed_by=given.get("confirmed_by", ""),
            photo_page=given.get("photo_page", ""),
        )

    def _used_if(self, name: str, names: list[str]) -> tuple[str, frozenset[Value]]:
        vocabulary = self.fields[name].vocabulary if name in self.fields else None
        entries = [vocabulary.by_name(one) if vocabulary else None for one in names]
        if not all(entries):
            raise self.file.complain("used_if里有没定义的名称", self.table, "used_if")
        return name, frozenset(entry.code for entry in entries if entry)

    def _row(self, given: dict[str, Any], table: str, span: int) -> PaperRow:
        self.file.only(given, _ROW, table, "纸质表的一行")
        self.file.need(given, ("height",), table, "纸质表的一行")
        if "cut" in given:
            return PaperRow(given["height"], (), cut=given["cut"])
        self.file.need(given, ("cells",), table, "纸质表的一行")
        cells = tuple(self._cell(one, table) for one in given["cells"])
        if (total := sum(cell.span for cell in cells)) != span:
            raise self.file.complain(f"这一行各格合计{total}列，应为{span}列", table, "cells")
        return PaperRow(given["height"], cells, given.get("new_page", False))

    def _cell(self, given: dict[str, Any], table: str) -> Cell:
        self.file.only(given, _CELL, table, "一格")
        if not isinstance(given.get("span"), int) or sum(key in given for key in _SAYS) != 1:
            raise self.file.complain(f"一格要写span，并只写{'、'.join(_SAYS)}中的一个：{given}", table, "cells")
        linked = given.get("of", "")
        owned = "of" if linked else "table"
        named = [given[key] for key in ("field", "photos", owned) if key in given] + list(given.get("also", ()))
        for name in named:
            self._field_known(name, table, "cells")
        self._derived_known(given.get("derived", ""), DERIVED, table, "cells")
        self._derived_known(gathered := given.get("gathered", ""), GATHERED, table, "cells")
        source = None if linked else self.fields.get(given.get("table", ""))
        return Cell(
            span=given["span"],
            label=given.get("label", ""),
            field=given.get("field", ""),
            also=tuple(given.get("also", ())),
            derived=given.get("derived", ""),
            sign=given.get("sign", ""),
            options=given.get("options", False),
            vertical=given.get("vertical", False),
            blank=given.get("blank", ""),
            tail=given.get("tail", ""),
            table=given.get("table", ""),
            of=linked,
            columns=tuple(self._column(one, table, source, linked or gathered) for one in given.get("columns", ())),
            lines=given.get("lines", 0),
            photos=given.get("photos", ""),
            stack=tuple(self._row(one, table, given["span"]) for one in given.get("stack", ())),
            choice=self._choice(given, table),
            face=given.get("face", 0),
            gathered=gathered,
            seal=given.get("seal", 0),
        )

    def _choice(self, given: dict[str, Any], table: str) -> Value:
        """Give the code of the one word a cell is ticked for; the file names it."""
        if "choice" not in given:
            return None
        vocabulary = self.fields[given["field"]].vocabulary
        entry = vocabulary.by_name(given["choice"]) if vocabulary else None
        if entry is None:
            raise self.file.complain(f"“{given['field']}”没有“{given['choice']}”这一项", table, "cells")
        return entry.code

    def _column(self, given: dict[str, Any], table: str, rows: Field | None = None, linked: str = "") -> TableColumn:
        self.file.only(given, _COLUMN, table, "一列")
        self.file.need(given, ("label",), table, "一列")
        name, derived = given.get("field", ""), given.get("derived", "")
        if rows is not None and name and rows.column(name) is None:
            raise self.file.complain(f"“{rows.id}”没有“{name}”这一列", table, "cells", text=f'"{name}"')
        if rows is None and name and not linked:
            self._field_known(name, table, "field")
        of_rows = rows is not None or bool(linked)
        self._derived_known(derived, ROW_DERIVED if of_rows else DERIVED, table, "derived")
        self._derived_known(foot := given.get("foot", ""), DERIVED, table, "derived")
        return TableColumn(given["label"], name, derived, given.get("width", 1), foot)

    def _field_known(self, name: str, table: str, key: str) -> None:
        if name not in self.fields and name not in ENVELOPE:
            raise self.file.complain(f"没有“{name}”这个问题", table, key, text=f'"{name}"')

    def _derived_known(self, name: str, known: Mapping[str, object], table: str, key: str) -> None:
        if name and name not in known:
            raise self.file.complain(f"没有“{name}”这个推算", table, key, text=f'"{name}"')


def read_ledger(file: TomlFile, fields: Mapping[str, Field]) -> Ledger | None:
    """Read the Excel columns of a form; a form without 台账 has none."""
    given = file.data.get("ledger")
    if given is None:
        return None
    file.only(given, _LEDGER, "ledger", "台账")
    file.need(given, ("title", "column"), "ledger", "台账")
    for name in given.get("footer", ()):
        if name not in DERIVED and name not in TOTALS:
            raise file.complain(f"没有“{name}”这个推算", "ledger", "footer")
    columns: list[LedgerColumn] = []
    for place, one in enumerate(given["column"]):
        columns.append(_ledger_column(file, fields, f"ledger/column/{place}", one, columns))
    return Ledger(given["title"], tuple(columns), tuple(given.get("footer", ())))


def _ledger_column(
    file: TomlFile, fields: Mapping[str, Field], table: str, given: dict[str, Any], before: list[LedgerColumn]
) -> LedgerColumn:
    file.only(given, _LEDGER_COLUMN, table, "台账的一列")
    file.need(given, ("header",), table, "台账的一列")
    if ("field" in given) == ("derived" in given):
        raise file.complain("台账的一列要写field或derived中的一个", table, "header")
    if (name := given.get("field", "")) and name not in fields and name not in ENVELOPE:
        raise file.complain(f"没有“{name}”这个问题", table, "field")
    if (name := given.get("derived", "")) and name not in DERIVED:
        raise file.complain(f"没有“{name}”这个推算", table, "derived")
    if given.get("mask", "") not in _MASKS:
        raise file.complain(f"没有“{given['mask']}”这种掩码", table, "mask")
    if given["header"] in [column.header for column in before]:
        raise file.complain(f"表头“{given['header']}”重复了", table, "header")
    return LedgerColumn(
        header=given["header"],
        field=given.get("field", ""),
        derived=given.get("derived", ""),
        width=given.get("width", 10),
        total=given.get("total", False),
        mask=given.get("mask", ""),
        imported=given.get("imported", False),
    )
