"""A record as paper and Excel see it: its form, the world around it, the lists of words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.conditions import asked_on
from sheqi_desktop.domain.facts import NOTHING_KNOWN, Facts
from sheqi_desktop.domain.fieldtype import show
from sheqi_desktop.domain.form import Field, Form
from sheqi_desktop.domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything needed to put the answers of a record into words."""

    form: Form
    facts: Facts = NOTHING_KNOWN
    words: Mapping[str, Vocabulary] = field(default_factory=dict)
    record_id: str = ""
    since: str = ""
    until: str = ""
    """The days of the list, where the record stands in one."""

    def label(self, vocabulary: str, code: Value, on: date | None = None) -> str:
        """Give the word of a code; without its list the code itself."""
        if code is None:
            return ""
        return self.words[vocabulary].label(code, on) if vocabulary in self.words else str(code)

    def say(self, field_id: str, answers: Answers) -> str:
        """Give the words of one answer of the form, links by name."""
        if field_id in self.form:
            return self.said(self.form.field(field_id), answers.get(field_id), asked_on(answers, self.facts))
        value = answers.get(field_id)
        if field_id in ("worker_id", "entered_by", "signed_by") and isinstance(value, str):
            return self.facts.person_name(value) or value
        if field_id == "status":
            return self.label("record_status", value)
        return "" if value is None else str(value)

    def said(self, one: Field, value: Value, on: date | None = None) -> str:
        """Give the words of a value of a question, links by name."""
        if one.type == "ref" and isinstance(value, str):
            return self.name_of(one.refers, value)
        if one.type == "refs" and isinstance(value, list):
            return "、".join(self.name_of(one.refers, str(ref)) for ref in value)
        if one.type == "rows" and isinstance(value, list):
            return "\n".join(self._row(one, row, on) for row in value if isinstance(row, dict))
        return show(value, one, on)

    def _row(self, one: Field, row: Answers, on: date | None) -> str:
        said = (self.said(column, row.get(column.id), on) for column in one.columns)
        return "，".join(part for part in said if part)

    def name_of(self, refers: str, ref: str) -> str:
        """Give the name behind a link; an unknown person keeps the id, an unknown record is not named."""
        if refers == "worker":
            return self.facts.person_name(ref) or ref
        if refers == "village":
            return self.facts.village_name(ref) or ref
        if refers == "region":
            return self.facts.region_name(ref) or ref
        if refers == "station":
            return self.facts.station_name(ref) or ref
        found = self.facts.record(ref)
        if found is None:
            return ""
        return str(found.get("name") or found.get("head_name") or found.get("doc_no") or "")
