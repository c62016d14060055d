"""A form being filled in.  All judgement lives here; windows, scripts and imports only hand over what was typed.

Questions that are not asked (hidden) are neither required nor stored, but what was typed there stays in the draft
until it is saved, so that a wrong click costs nothing.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from copy import deepcopy
from datetime import date
from itertools import chain
from typing import Any

from sheqi_desktop.domain.answers import Answers, Value, clean_text, is_empty
from sheqi_desktop.domain.checks import CHECKS
from sheqi_desktop.domain.dates import county_day_of, day
from sheqi_desktop.domain.facts import NOTHING_KNOWN, Facts
from sheqi_desktop.domain.fieldtype import value_problem
from sheqi_desktop.domain.form import ENVELOPE, Field, Form, Section
from sheqi_desktop.domain.meanwhile import Began
from sheqi_desktop.domain.patch import patch_between
from sheqi_desktop.domain.problem import STAGES, Problem, Stage, must
from sheqi_desktop.domain.proposals import COMPUTED, PROPOSALS, SETTLED
from sheqi_desktop.domain.proposals_rows import with_proposals

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CONFIRMED = "_confirmed"
MISSING = "missing"
UNFIT = "unfit"


def _random_row_id() -> str:
    return str(uuid.uuid4())


class Draft:
    """One form on its way: what was answered, what is still wrong, what a save would write."""

    def __init__(
        self,
        form: Form,
        answers: Answers | None = None,
        facts: Facts = NOTHING_KNOWN,
        new_row_id: Callable[[], str] = _random_row_id,
        began: Began | None = None,
    ) -> None:
        """Start from nothing (with the form's defaults) or from the answers of a saved record.

        ``began`` is the record as the form was opened on it, where that is not what ``answers`` say.
        """
        self.form = form
        self.facts = facts
        self._new_row_id = new_row_id
        self._proposed: dict[str, Value] = {}
        self._proposed_in_rows: dict[tuple[str, str], Value] = {}
        self._answers: dict[str, Value] = deepcopy(dict(answers)) if answers else {}
        if answers is None:
            for field in form:
                if field.default is not None:
                    self._answers[field.id] = deepcopy(field.default)
        self.began = began or Began((), deepcopy(self._answers))

    # -------------------------------------------------------------------------- answering
    @property
    def answers(self) -> Answers:
        """Everything answered so far, hidden questions included."""
        return self._answers

    def answer(self, field_id: str, value: Value) -> None:
        """Take one answer; None or blank takes it back.  Rows without an id get one."""
        if field_id not in self.form and field_id not in ENVELOPE:
            raise KeyError(field_id)
        before = self._answers.get(field_id)
        value = self._tidy(field_id, value)
        if is_empty(value):
            self._answers.pop(field_id, None)
        else:
            self._answers[field_id] = value
        if before != self._answers.get(field_id):
            self._unconfirm(field_id)
            self._propose(field_id)

    def add_row(self, field_id: str, row: Mapping[str, Value] | None = None) -> str:
        """Add a row to a list question and give its id."""
        before = {row["id"] for row in self._rows(field_id)}
        self.answer(field_id, [*self._rows(field_id), dict(row or {})])
        return next(str(made["id"]) for made in self._rows(field_id) if made["id"] not in before)

    def answer_row(self, field_id: str, row_id: str, column: str, value: Value) -> None:
        """Take one answer inside a row."""
        changed = [{**row, column: value} if row["id"] == row_id else row for row in self._rows(field_id)]
        self.answer(field_id, changed)

    def remove_row(self, field_id: str, row_id: str) -> None:
        """Take a row out."""
        self.answer(field_id, [row for row in self._rows(field_id) if row["id"] != row_id])

    def confirm(self, problem: Problem) -> None:
        """Settle a 请核对 with one click; it is remembered with the record."""
        if not problem.confirmable:
            raise ValueError(problem.code)
        confirmed = self._confirmed()
        if _token(problem) not in confirmed:
            self._answers[CONFIRMED] = [*confirmed, _token(problem)]

    # -------------------------------------------------------------------------- judging
    def shown(self, field: Field | str) -> bool:
        """Tell whether a question is asked now."""
        return self.form.shown(field if isinstance(field, str) else field.id, self._answers, self.facts)

    def needed(self, field: Field | str) -> bool:
        """Tell whether a question carries the red star now."""
        one = self.form.field(field) if isinstance(field, str) else field
        return self.shown(one) and one.needed(self._answers, self.facts)

    @property
    def computed(self) -> frozenset[str]:
        """Name the questions nobody answers: what they show follows from the others."""
        return frozenset(one for name in self.form.settles for one in COMPUTED.get(name, ()))

    @property
    def kept(self) -> dict[str, Value]:
        """What a save writes: tidy answers of the questions that are asked, and the envelope."""
        kept = self._asked()
        if self.form.dated_by and kept.get(self.form.dated_by):
            kept["service_date"] = _day_of(kept[self.form.dated_by])
        for name in self.form.settles:
            settled = SETTLED[name](kept)
            kept |= {field: value for field, value in settled.items() if field in self.form and self.shown(field)}
        return kept

    def problems(self, stage: Stage = "submit") -> list[Problem]:
        """List what is wrong, in screen order; confirmed 请核对 are gone, 保存 asks only for what saving needs.

        What is required at the signature alone is asked at stage ``sign``.
        """
        kept, confirmed = self._asked(), set(self._confirmed())
        found = [*form_problems(self.form, kept, self.facts), *checked(self.form, kept, self.facts)]
        order = {field.id: place for place, field in enumerate(self.form)}
        wanted = [
            problem
            for problem in dict.fromkeys(found)
            if (STAGES.index(problem.stage) <= STAGES.index(stage) or problem.level != "must")
            and not (problem.confirmable and _token(problem) in confirmed)
        ]
        return sorted(wanted, key=lambda problem: order.get(problem.field, len(order)))

    def blocking(self, stage: Stage = "submit") -> list[Problem]:
        """List what stands in the way: every 必须改 of that stage."""
        return [problem for problem in self.problems(stage) if problem.level == "must"]

    @property
    def missing(self) -> list[Problem]:
        """List the required questions that are still empty."""
        return [problem for problem in self.problems() if problem.code == MISSING]

    def section_state(self, section: Section) -> str:
        """Give the mark of a section in the left list: problem, done, started; open where nobody answered anything."""
        asked = [field for field in section.fields if self.shown(field)]
        wrong = [one for one in self.problems() if one.level == "must" and any(one.field == f.id for f in asked)]
        started = any(not is_empty(self._answers.get(field.id)) for field in asked)
        if any(problem.code != MISSING for problem in wrong):
            return "problem"
        if wrong:
            return "started" if started else "open"
        return "done" if any(self._given(field) for field in asked) else "open"

    def waits_for(self, section: Section) -> bool:
        """Tell whether a section counts in 填写进度: something was answered there, or has to be."""
        asked = [field for field in section.fields if self.shown(field)]
        return any(self._given(field) or any(one.field == field.id for one in self.missing) for field in asked)

    def _given(self, field: Field) -> bool:
        said = self._answers.get(field.id)
        return not is_empty(said) and said != field.default and not self.is_proposed(field.id)

    @property
    def typed(self) -> dict[str, Value]:
        """What this person changed since the form was opened, by path; None takes an answer or a row back."""
        return self.patch_since(self.began.answers)

    def is_proposed(self, field_id: str) -> bool:
        """Tell whether the form itself gave an answer."""
        return field_id in self._proposed and self._answers.get(field_id) == self._proposed[field_id]

    def patch_since(self, base: Answers) -> dict[str, Value]:
        """Give what changed since a saved state, rows by ``members/<row id>/<column>``; None takes an answer back."""
        return patch_between(self.form, base, self.kept)

    # -------------------------------------------------------------------------- inside
    def _asked(self) -> dict[str, Value]:
        visible = self.form.visible(self._answers, self.facts)
        return {name: self._kept_rows(name, value) for name, value in visible.items() if not is_empty(value)}

    def _propose(self, changed: str) -> None:
        """Propose what follows from a new answer, unless a person has answered that question differently."""
        for field in self.form.proposing:
            proposal = PROPOSALS[field.proposed]
            typed = self._answers.get(field.id)
            if changed not in proposal.after or field.id == changed or not self.shown(field):
                continue
            if not is_empty(typed) and typed != self._proposed.get(field.id):
                continue
            value = proposal.value(self._answers, self.facts)
            if value is not None and value != typed:
                self._proposed[field.id] = value
                self.answer(field.id, value)

    def _tidy(self, field_id: str, value: Value) -> Value:
        if isinstance(value, str):
            return clean_text(value).strip()
        if field_id in self.form and self.form.field(field_id).type == "rows" and isinstance(value, list):
            known = {str(row["id"]) for row in self._rows(field_id)}
            tidy = [self._tidy_row(row, known) for row in value]
            before, field = self._rows(field_id), self.form.field(field_id)
            return with_proposals(field, before, tidy, self._answers, self.facts, self._proposed_in_rows)
        return value

    def _tidy_row(self, row: Any, known: Collection[str]) -> dict[str, Value]:
        tidy = {name: clean_text(one).strip() if isinstance(one, str) else one for name, one in row.items()}
        # A row is found by its id for ever, on every machine: what is no UUID cannot travel and is named anew.
        given = tidy.pop("id", None)
        name = given if isinstance(given, str) and (given in known or _UUID.fullmatch(given)) else self._new_row_id()
        return {"id": name, **{k: v for k, v in tidy.items() if not is_empty(v)}}

    def _rows(self, field_id: str) -> list[dict[str, Any]]:
        value = self._answers.get(field_id)
        return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []

    def _kept_rows(self, name: str, value: Value) -> Value:
        if name not in self.form or self.form.field(name).type != "rows" or not isinstance(value, list):
            return value
        hidden = {one.id for one in self.form.field(name).columns if one.shown_if or one.shown_when}
        if not hidden:
            return value
        field = self.form.field(name)
        return [
            {key: one for key, one in row.items() if key not in hidden or _column(field, key).shown(row, self.facts)}
            for row in value
        ]

    def _confirmed(self) -> list[str]:
        value = self._answers.get(CONFIRMED)
        return [str(code) for code in value] if isinstance(value, list) else []

    def _unconfirm(self, field_id: str) -> None:
        confirmed = self._confirmed()
        if confirmed:
            alive = {_token(one) for one in checked(self.form, self._asked(), self.facts) if one.confirmable}
            still = [code for code in confirmed if code in alive and code.partition(":")[2].split("/")[0] != field_id]
            if still:
                self._answers[CONFIRMED] = list(still)
            else:
                self._answers.pop(CONFIRMED, None)


def _day_of(value: Value) -> Value:
    """Give the county day of a date or a moment."""
    moment = county_day_of(value) if isinstance(value, str) and "T" in value else None
    return moment.isoformat() if moment else value


def _token(problem: Problem) -> str:
    return f"{problem.code}:{problem.field}" + (f"/{problem.row}" if problem.row else "")


def _column(field: Field, column: str) -> Field:
    found = field.column(column)
    if found is None:
        raise KeyError(column)
    return found


def form_problems(form: Form, answers: Answers, facts: Facts = NOTHING_KNOWN) -> Iterator[Problem]:
    """Say which answers are missing or not of their kind, rows included; ``answers`` holds only what is asked."""
    for field in form:
        if not form.shown(field.id, answers, facts):
            continue
        value = answers.get(field.id)
        if is_empty(value):
            if field.needed(answers, facts):
                yield must(field.id, field.missing_message, MISSING, stage=_stage(field))
        elif said := value_problem(value, field):
            yield must(field.id, said, UNFIT, stage="save")
        elif field.type == "rows" and isinstance(value, list):
            for row in value:
                yield from _row_problems(field, row, facts)


def _row_problems(field: Field, row: Any, facts: Facts) -> Iterator[Problem]:
    for column in field.columns:
        if not column.shown(row, facts):
            continue
        value = row.get(column.id)
        if is_empty(value):
            if column.needed(row, facts):
                yield must(
                    field.id, column.missing_message, MISSING, stage=_stage(column), row=row["id"], column=column.id
                )
        elif said := value_problem(value, column):
            yield must(field.id, said, UNFIT, stage="save", row=row["id"], column=column.id)


def _stage(field: Field) -> Stage:
    return "submit" if field.need == "optional" else field.need


def checked(form: Form, answers: Answers, facts: Facts = NOTHING_KNOWN) -> Iterator[Problem]:
    """Say what the checks named by the form find."""
    for name in form.checks:
        yield from CHECKS[name](answers, facts)


def complete(form: Form, answers: Answers, facts: Facts = NOTHING_KNOWN) -> bool:
    """Tell whether a version passes all its form asks for before handing in, as far as the record alone can say.

    Nothing missing, nothing of the wrong kind or too short, no 必须改 of any check.  A check that has to ask the
    world stays silent: what was right when it was handed in does not become wrong where less is known, or later.
    """
    visible = form.visible(answers, facts)
    found = chain(form_problems(form, visible, facts), checked(form, visible, facts))
    return not any(problem.level == "must" and problem.stage != "sign" for problem in found)


def as_of(answers: Answers) -> date | None:
    """Give the day labels of this record are read on: the law may have renamed a category since."""
    return day(answers.get("service_date") or answers.get("opened_on"))
