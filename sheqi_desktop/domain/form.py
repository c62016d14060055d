"""A paper form, once: its questions in order, its words, its checks by name, its paper and its Excel columns.

Screen, print (filled and blank) and ledger all come from here.  A Form is built by catalog/forms from a TOML file,
with every name already resolved; whoever holds one needs nothing else to judge an answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.conditions import CONDITIONS
from sheqi_desktop.domain.facts import NOTHING_KNOWN, Facts
from sheqi_desktop.domain.paper import Ledger, Paper
from sheqi_desktop.domain.vocabulary import Entry, Vocabulary

Need = Literal["save", "submit", "sign", "optional"]
Privacy = Literal["general", "sensitive", "restricted"]

ENVELOPE = frozenset(
    "doc_no station_code service_date entered_at entered_by worker_id status _form late_entry late_reason paper_no "
    "date_unsure source restricted signed_by signed_at correction_reason _confirmed _deleted file_state death_date "
    "moved_to_station moved_on closed_on close_reason person_id former_no period_adjust adjust_ref adjust_note "
    "parent_id client_id moves lead_signed_by lead_signed_at approved_by approved_at approval_note return_note "
    "verify_state verify_reason verified_by verified_at set_aside_for set_aside_why set_aside_by set_aside_on "
    "approved_as after_closure".split()
)
"""Answers every record may have besides the questions of its form (domain 00 §4)."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Another question must have one of these answers; the file writes them by name."""

    field: str
    names: tuple[str, ...]
    codes: frozenset[Value]
    unasked_is_no: bool = True
    """Whether no answer means “no”: a box that was not ticked does, a required question not yet answered does not."""

    def opens(self, answers: Answers) -> bool:
        """Tell whether the other question is answered so."""
        value = answers.get(self.field)
        if isinstance(value, list):
            return any(not isinstance(one, list | dict) and one in self.codes for one in value)
        if value is None and self.unasked_is_no and False in self.codes and self.names == ("no",):
            return True
        return value is not None and not isinstance(value, dict) and value in self.codes


@dataclass(frozen=True, slots=True)
class Field:
    """One question.

    ``need`` says from when an answer is required (● save, ◐ submit, at the signature sign, ○ optional); with
    ``need_if`` / ``need_when`` only where those hold (▲).  ``shown_if`` and ``shown_when`` must all hold for the
    question to be asked at all.
    ``width`` counts screen columns of 12; ``beside`` puts it on the same screen row as the field before.
    The rows of a ``compact`` list stand on one line each, under one head; a ``sheet`` is a list of many short rows
    (a roster, a sign-in list), filled in like a table of Excel.
    ``lines`` names the rows a list still lacks by another answer (各节计划 by 节数); they are offered with one click.
    A tick with ``yes_no`` keeps “no” apart from “not asked” though nobody must answer it (同意拍照).
    ``mask`` says that a person's ``name``, ``phone`` or ``id_no`` is written here: shortened where it may not be read
    whole (domain 00 §8); a title or a place is not.
    """

    id: str
    label: str
    type: str
    size: int | None = None
    vocabulary: Vocabulary | None = None
    need: Need = "optional"
    shown_if: tuple[Gate, ...] = ()
    shown_when: tuple[str, ...] = ()
    need_if: tuple[Gate, ...] = ()
    need_when: tuple[str, ...] = ()
    missing: str = ""
    privacy: Privacy = "general"
    mask: str = ""
    help: str = ""
    unit: str = ""
    placeholder: str = ""
    beside: bool = False
    width: int = 12
    stable: bool = False
    refers: str = ""
    columns: tuple[Field, ...] = ()
    low: int | None = None
    high: int | None = None
    at_least: int = 0
    default: Value = None
    offered_by: str = ""
    proposed: str = ""
    lines: str = ""
    printed: bool = True
    compact: bool = False
    sheet: bool = False
    yes_no: bool = False

    def shown(self, answers: Answers, facts: Facts = NOTHING_KNOWN) -> bool:
        """Tell whether the question is asked, given the other answers."""
        return all(gate.opens(answers) for gate in self.shown_if) and all(
            CONDITIONS[name](answers, facts) for name in self.shown_when
        )

    def needed(self, answers: Answers, facts: Facts = NOTHING_KNOWN) -> bool:
        """Tell whether an answer is required, given the other answers."""
        if self.need == "optional":
            return False
        return all(gate.opens(answers) for gate in self.need_if) and all(
            CONDITIONS[name](answers, facts) for name in self.need_when
        )

    def column(self, column: str) -> Field | None:
        """Find a column of a list question."""
        return next((inner for inner in self.columns if inner.id == column), None)

    @property
    def label_with_unit(self) -> str:
        """The label as screens and ledgers show it, with its unit in brackets."""
        return f"{self.label}（{self.unit}）" if self.unit else self.label

    @property
    def chooses(self) -> bool:
        """Tell whether the answer is chosen rather than written."""
        return self.type in {"code", "codes", "bool", "ref", "refs"}

    @property
    def missing_message(self) -> str:
        """The exact sentence when an answer is required and empty (V1)."""
        return self.missing or (f"请选择“{self.label}”。" if self.chooses else f"请填写“{self.label}”。")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form under one heading."""

    id: str
    title: str
    fields: tuple[Field, ...]
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One published version of a paper form.

    A document ``belongs_to`` a file of another kind (个案, 小组) and is numbered after it: ``suffix`` is ``YG`` for the
    one 预估表 of a case, ``JH#`` for its plans 1, 2, 3 and ``GC##`` for its notes 01, 02.  ``sign_off`` names the roles
    that sign it one after the other; a form without is confirmed by its author alone (domain 00 §6.1);
    ``sign_off_also_when`` adds a role where a named condition holds (a costly activity goes to the 督导 too).
    ``signer_answers`` are theirs to give.  ``dated_by`` names the question that gives the record its day.
    Every record of a ``restricted`` form is 限阅 from its first save (domain 00 §8).
    Of a ``single`` document a file has one, which every machine knows by the same id.
    """

    id: str
    version: int
    title: str
    number: str
    sections: tuple[Section, ...]
    checks: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()
    ledger: Ledger | None = None
    minimal: tuple[str, ...] = ()
    minimal_when: str = ""
    settles: tuple[str, ...] = ()
    belongs_to: str = ""
    suffix: str = ""
    sign_off: tuple[str, ...] = ()
    sign_off_also_when: tuple[tuple[str, str], ...] = ()
    signer_answers: tuple[str, ...] = ()
    dated_by: str = ""
    restricted: bool = False
    single: bool = False
    _fields: Mapping[str, Field] = field(init=False, repr=False, compare=False)
    _proposing: tuple[Field, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the questions."""
        everything = {one.id: one for section in self.sections for one in section.fields}
        object.__setattr__(self, "_fields", everything)
        object.__setattr__(self, "_proposing", tuple(one for one in everything.values() if one.proposed))

    def __iter__(self) -> Iterator[Field]:
        """Walk all questions in screen order."""
        return iter(self._fields.values())

    def __contains__(self, field_id: object) -> bool:
        """Tell whether the form asks this."""
        return field_id in self._fields

    def field(self, field_id: str) -> Field:
        """Give one question; a question that does not exist is a bug."""
        return self._fields[field_id]

    @property
    def fields(self) -> tuple[Field, ...]:
        """All questions in screen order."""
        return tuple(self._fields.values())

    @property
    def proposing(self) -> tuple[Field, ...]:
        """The questions the form can propose an answer to."""
        return self._proposing

    def shown(self, field_id: str, answers: Answers, facts: Facts = NOTHING_KNOWN) -> bool:
        """Tell whether a question is asked; what opens it must be asked itself."""
        if self.minimal_when and field_id not in self.minimal and CONDITIONS[self.minimal_when](answers, facts):
            return False
        one = self._fields[field_id]
        return one.shown(answers, facts) and all(
            gate.field not in self._fields or self.shown(gate.field, answers, facts) for gate in one.shown_if
        )

    def visible(self, answers: Answers, facts: Facts = NOTHING_KNOWN) -> dict[str, Value]:
        """Give the answers without those of questions that are not asked; what the envelope holds stays."""
        return {
            name: value
            for name, value in answers.items()
            if name not in self._fields or self.shown(name, answers, facts)
        }

    def signers(self, answers: Answers, facts: Facts = NOTHING_KNOWN) -> tuple[str, ...]:
        """Give the roles that sign this record, one after the other."""
        also = (role for role, name in self.sign_off_also_when if CONDITIONS[name](answers, facts))
        return tuple(dict.fromkeys((*self.sign_off, *also)))

    def offered(self, field_id: str, answers: Answers) -> tuple[Entry, ...]:
        """Give the words that may be chosen now: the way of visiting decides which outcomes make sense."""
        one = self._fields[field_id]
        return one.vocabulary.offered(self.group_for(one, answers)) if one.vocabulary else ()

    def group_for(self, one: Field, answers: Answers) -> str:
        """Give the group of the answer that decides what is offered, '' if none."""
        decider = self._fields.get(one.offered_by)
        entry = decider.vocabulary.by_code(answers.get(decider.id)) if decider and decider.vocabulary else None
        return entry.group if entry else ""

    def paper(self, paper_id: str = "") -> Paper | None:
        """Give a printed form by its name, or the first."""
        return next((sheet for sheet in self.papers if not paper_id or sheet.id == paper_id), None)

    def paper_for(self, answers: Answers) -> Paper | None:
        """Choose the printed form that fits a record: a call is printed on the call form."""
        for sheet in self.papers:
            if sheet.kind == "record" and all(answers.get(name) in codes for name, codes in sheet.used_if):
                return sheet
        return None
