"""How one asks for a form: which kind, which record, what is already known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sheqi_desktop.domain.answers import Value


@dataclass(slots=True)
class FormAsk:
    """A form to be opened.  A new one gets its record id when it is opened, so that going back finds it again."""

    form: str
    record: str = ""
    answers: Mapping[str, Value] = field(default_factory=dict)
    read_only: bool = False
    correcting: str = ""
    """Why a signed or locked record is corrected; opens a copy of it."""
    paper: str = ""
    """Which of its papers is looked at first; the one that fits it where none is named."""
    question: str = ""
    """Which question one comes for; where the form waits, none is named."""
    remarks: tuple[tuple[str, str], ...] = ()
    """What the 督导 remarked: question and words, to be read while it is revised."""
    whole: bool = False
    """Print the whole file the record is the head of, not the record alone."""
