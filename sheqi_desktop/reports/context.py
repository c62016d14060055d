"""What a paper needs to know besides the record: whose it is, who prints it, what may be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.domain.facts import NOTHING_KNOWN, Facts
from sheqi_desktop.domain.vocabulary import Vocabulary
from sheqi_desktop.reports.masking import FormOf, no_form
from sheqi_desktop.reports.remarks import Remark


def minute(moment: datetime) -> str:
    """Write a moment as the county's clocks showed it."""
    return moment.astimezone(COUNTY).strftime("%Y-%m-%d %H:%M")


@dataclass(frozen=True, slots=True)
class Signature:
    """An 电子确认; ``role`` names the box it stands in: worker, station_lead or supervisor."""

    name: str
    at: datetime
    role: str = "worker"


@dataclass(frozen=True, slots=True)
class Correction:
    """A 更正: which version, when, by whom, why, and who signed it."""

    revision: int
    on: str
    by: str
    reason: str
    signed_by: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """A line of 动态变更记录 on the back of a client file."""

    on: str
    what: str
    before: str
    after: str
    by: str


@dataclass(frozen=True, slots=True)
class PaperContext:
    """Whose paper it is, who prints it and what may be seen.

    ``masks`` hides the middle of identity and telephone numbers; without ``names`` people are 王某某.
    Without ``opinions`` what the supervisor wrote and confirmed stays open for a pen; without ``blanks`` the paper has
    no room to sign: rows nobody confirmed are left out.
    ``leaf`` is the page of a bound file a paper begins on, ``leaves`` how many pages that file has.
    """

    station_name: str
    printed_by: str
    printed_at: datetime
    county_name: str = "社旗县"
    revision: int = 1
    facts: Facts = NOTHING_KNOWN
    form_of: FormOf = no_form
    words: Mapping[str, Vocabulary] = field(default_factory=dict)
    record_id: str = ""
    signatures: tuple[Signature, ...] = ()
    corrections: tuple[Correction, ...] = ()
    moves: tuple[Move, ...] = ()
    remarks: tuple[Remark, ...] = ()
    """The 督导批注 that are printed along, in the order of their places in the text."""
    unsigned: bool = False
    demo: bool = False
    restricted: bool = False
    masks: bool = True
    names: bool = True
    footer: bool = True
    opinions: bool = True
    blanks: bool = True
    photo: Callable[[Mapping[str, Any]], bytes | str] = lambda file: ""
    """Gives the picture an answer points to, or the words that stand in its place."""
    leaf: int = 0
    leaves: int = 0

    @property
    def house(self) -> str:
        """社旗县桥头镇社工站, as it stands above the title; the centre stands under its own name."""
        if self.station_name.endswith("中心"):
            return f"{self.county_name}{self.station_name.removeprefix('县')}"
        return f"{self.county_name}{self.station_name}社工站"

    @property
    def watermarks(self) -> tuple[str, ...]:
        """The words across the sheet."""
        return tuple(word for word, on in (("演示数据", self.demo), ("限阅", self.restricted)) if on)


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished paper; ``missing`` are the characters no face has, left blank."""

    data: bytes
    missing: tuple[str, ...]
    pages: int

    @property
    def warnings(self) -> tuple[str, ...]:
        """One sentence for each character that must be written in by hand."""
        return tuple(f"“{char}”无法打印，将以空白显示，请手写补上。" for char in self.missing)
