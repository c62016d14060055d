"""The list of cases with filters by the state of the case (domain 03 §2), not of its first paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sheqi_desktop.domain.lifecycle import SUBMITTED
from sheqi_desktop.domain.records.case_story import ENDED, OPEN, Story
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.documents import document, gather
from sheqi_desktop.operations.record_list import ListAsk, RecordList, record_list
from sheqi_desktop.store import records
from sheqi_desktop.store.records import Wanted

CHIPS = (
    ("all", "全部"),
    ("open", "在办"),
    ("to_sign", "待签批"),
    ("ended", "已结案"),
    ("declined", "未接案"),
    ("voided", "已作废"),
)


def case_list(desk: Desk, ask: ListAsk) -> RecordList:
    """Find the cases that fit; ``ask.chip`` is one of ``CHIPS``."""
    if ask.chip == "voided":
        voided = record_list(desk, ask)
        return replace(voided, counts=_counts(desk, record_list(desk, replace(ask, chip="all"))))
    found = record_list(desk, replace(ask, chip="all"))
    shown = _chips(desk, found.ids)
    ids = tuple(one for one in found.ids if ask.chip == "all" or ask.chip in shown[one])
    return RecordList(ask, ids, _counts(desk, found, shown))


def _counts(desk: Desk, found: RecordList, shown: dict[str, frozenset[str]] | None = None) -> dict[str, int]:
    known = _chips(desk, found.ids) if shown is None else shown
    counted = {chip: sum(chip in one for one in known.values()) for chip, _ in CHIPS}
    return counted | {"all": found.counts["all"], "voided": found.counts["voided"]}


def _chips(desk: Desk, ids: tuple[str, ...]) -> dict[str, frozenset[str]]:
    with desk.read() as read:
        stored = records.get_many(read, ids)
        papers = gather(read, records.list_records(read, Wanted(parents=list(stored), restricted=True)))
    return {one.id: frozenset(_chips_of(desk, Story(document(one), papers.under(one.id)))) for one in stored.values()}


def _chips_of(desk: Desk, story: Story) -> Iterator[str]:
    if story.state in OPEN:
        yield "open"
    elif story.state in ENDED:
        yield "ended"
    elif story.state == "declined":
        yield "declined"
    for one in (story.file, *story.papers):
        if one.status == SUBMITTED and desk.library.form_of(one.kind, one.answers).signers(one.answers):
            yield "to_sign"
