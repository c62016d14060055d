"""台账: the records of a kind as an Excel list."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, cast

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.change import VOIDED
from sheqi_desktop.domain.derived import DERIVED
from sheqi_desktop.domain.derived_visit import reached_clients
from sheqi_desktop.domain.facts import NOTHING_KNOWN, Facts
from sheqi_desktop.domain.form import Form
from sheqi_desktop.domain.paper import Ledger, LedgerColumn
from sheqi_desktop.domain.privacy import mask_address, mask_id, mask_phone
from sheqi_desktop.domain.seen import Seen
from sheqi_desktop.domain.totals import TOTALS
from sheqi_desktop.domain.trouble import NotFound
from sheqi_desktop.domain.vocabulary import Vocabulary
from sheqi_desktop.reports.context import minute
from sheqi_desktop.reports.masking import FormOf, MaskedFacts, no_form
from sheqi_desktop.reports.workbook import Book, heads, put, put_across, put_number

PERSON_TIMES = "person_times"
HEADS_AT = 2
REMARK = "备注"
FOOT_WORDS = {"person_times": "人次", "households_reached": "户次", "records": "份数"}


def _hide_address(detail: str) -> str:
    return mask_address("", detail)


_MASKS: Mapping[str, Callable[[str], str]] = {"id_no": mask_id, "phone": mask_phone, "address": _hide_address}
_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_NUMBERS = frozenset({"age", "client_age", "minutes", PERSON_TIMES})


@dataclass(frozen=True, slots=True)
class LedgerContext:
    """Whose list it is, for which days, and who takes it out."""

    station_name: str
    exported_by: str
    exported_at: datetime
    since: str = ""
    until: str = ""
    county_name: str = "社旗县"
    facts: Facts = NOTHING_KNOWN
    form_of: FormOf = no_form
    words: Mapping[str, Vocabulary] = field(default_factory=dict)
    masks: bool = True
    demo: bool = False


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One record; ``person_times`` is what was counted of it, None lets the list count for itself.

    ``waits`` says in the last column that a newer version waits and does not count yet.
    """

    answers: Answers
    record_id: str = ""
    restricted: bool = False
    void: bool = False
    person_times: int | None = None
    waits: str = ""


def write_ledger(form: Form, rows: Sequence[LedgerRow], context: LedgerContext) -> bytes:
    """Write the list: title, unit and exporter, headings, a line for each record, the sums."""
    return _Writer(form, context).write(rows)


def _ledger_of(form: Form) -> Ledger:
    if form.ledger is None:
        raise NotFound(what="台账", key=form.title)
    return form.ledger


class _Writer:
    """One list being written."""

    def __init__(self, form: Form, context: LedgerContext) -> None:
        self._form = form
        self._ledger = _ledger_of(form)
        self._context = context
        self._book = Book()
        self._columns = self._ledger.columns
        self._facts = cast(Facts, MaskedFacts(context.facts, context.form_of, numbers=context.masks, names=False))
        self._met: set[tuple[str, str, str]] = set()
        self._homes: set[tuple[str, str, str]] = set()

    def write(self, rows: Sequence[LedgerRow]) -> bytes:
        sheet, book = self._book.sheet(self._ledger.title), self._book
        titles = [("序号", 6), *((column.header, column.width) for column in self._columns)]
        put_across(sheet, 0, len(titles), self._title(rows), book.title)
        put_across(sheet, 1, len(titles), self._unit(), book.note)
        sheet.set_row(0, 30)
        heads(sheet, HEADS_AT, titles, book.head)
        sums = [Decimal(0)] * len(self._columns)
        for place, row in enumerate(rows):
            self._line(sheet, HEADS_AT + 1 + place, place + 1, row, sums)
        self._foot(sheet, HEADS_AT + 1 + len(rows), rows, sums)
        return book.finish()

    def _title(self, rows: Sequence[LedgerRow]) -> str:
        said = (row.answers.get("service_date") or row.answers.get("opened_on") for row in rows)
        days = sorted(str(day) for day in said if day)
        since = self._context.since or (days[0] if days else "")
        until = self._context.until or (days[-1] if days else "")
        span = f"（{since}至{until}）" if since or until else ""
        demo = "【演示数据】" if self._context.demo else ""
        return f"{demo}{self._context.station_name}社工站{self._ledger.title}{span}"

    def _unit(self) -> str:
        context = self._context
        unit = f"{context.county_name}{context.station_name}社工站"
        return f"单位：{unit}    导出时间：{minute(context.exported_at)}    导出人：{context.exported_by}"

    def _line(self, sheet: Any, at: int, number: int, row: LedgerRow, sums: list[Decimal]) -> None:
        sheet.write_number(at, 0, number, self._book.number)
        if row.restricted or row.void or row.answers.get(VOIDED) is True:
            self._closed_line(sheet, at, row)
            return
        seen = Seen(
            self._form,
            self._facts,
            self._context.words,
            row.record_id,
            self._context.since,
            self._context.until,
        )
        shown = dict(row.answers)
        times = self._person_times(shown, row, seen)
        for place, column in enumerate(self._columns):
            text = str(times) if column.derived == PERSON_TIMES else self._text(column, shown, seen)
            if row.waits and place == len(self._columns) - 1:
                text = "；".join(part for part in (text, row.waits) if part)
            if column.total or column.derived in _NUMBERS:
                put_number(sheet, at, place + 1, text, self._book)
                sums[place] += Decimal(text) if _NUMBER.fullmatch(text) else 0
            else:
                put(sheet, at, place + 1, text, self._book.cell)

    def _closed_line(self, sheet: Any, at: int, row: LedgerRow) -> None:
        """Write the line of a record that is 限阅 or void: its number and why, nothing else."""
        word = "限阅" if row.restricted else "作废"
        for place, column in enumerate(self._columns):
            last = place == len(self._columns) - 1
            text = str(row.answers.get("doc_no") or "") if column.field == "doc_no" else f"「{word}」" if last else ""
            put(sheet, at, place + 1, text, self._book.cell)

    def _text(self, column: LedgerColumn, answers: Answers, seen: Seen) -> str:
        said = DERIVED[column.derived](answers, seen) if column.derived else seen.say(column.field, answers)
        mask = _MASKS.get(column.mask) if self._context.masks else None
        return mask(said) if mask and said else said

    def _person_times(self, answers: Answers, row: LedgerRow, seen: Seen) -> int:
        """Count the persons of a visit, each once a day and way of visiting over the whole list."""
        if "client_id" not in self._form:
            return 0
        on = str(answers.get("service_date") or "")
        fresh = 0
        for client, way in reached_clients(answers, seen):
            if (client, on, way) not in self._met:
                self._met.add((client, on, way))
                fresh += 1
                home = (self._facts.record(client) or {}).get("household_id") or client
                self._homes.add((str(home), on, way))
        return fresh if row.person_times is None else row.person_times

    def _foot(self, sheet: Any, at: int, rows: Sequence[LedgerRow], sums: Sequence[Decimal]) -> None:
        put(sheet, at, 0, "合计", self._book.head)
        standing = [row for row in rows if not row.void and row.answers.get(VOIDED) is not True]
        listed = [row for row in standing if not row.restricted]
        times = sum(total for total, column in zip(sums, self._columns, strict=True) if column.derived == PERSON_TIMES)
        known = {"person_times": times, "households_reached": len(self._homes), "records": len(listed)}
        words = [f"{FOOT_WORDS[name]}{known[name]}" for name in self._ledger.footer if name in known]
        words += [TOTALS[name]([one.answers for one in listed]) for name in self._ledger.footer if name in TOTALS]
        if hidden := len(standing) - len(listed):
            words.append(f"另有限阅{hidden}份未计入")
        last = len(self._columns) - 1
        for place, column in enumerate(self._columns):
            if column.total:
                sheet.write_number(at, place + 1, float(sums[place]), self._book.number)
            else:
                put(sheet, at, place + 1, "；".join(words) if place == last else "", self._book.cell)
