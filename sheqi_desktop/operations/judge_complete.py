"""Judge which confirmed visits are complete by their form, once for each time they change.

The store knows no forms and the counting opens no record, so the judgement is made here and kept beside the record.
"""

from __future__ import annotations

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.draft import complete
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import records, source_rows
from sheqi_desktop.store.database import Read


def judge_complete(desk: Desk) -> int:
    """Judge what came or changed since the last time; give how many visits were judged."""
    with desk.read() as read:
        judged = _judge(desk, read)
    if judged:
        with desk.write() as write:
            source_rows.keep_judgement(write, judged)
    return len(judged)


def _judge(desk: Desk, read: Read) -> list[tuple[int, bool]]:
    waiting = source_rows.unjudged(read)
    stored = records.get_many(read, [record for _, record in waiting])
    judged = []
    for number, record in waiting:
        one = stored[record]
        answers = one.confirmed if one.confirmed is not None else one.answers
        judged.append((number, complete_visit(desk, answers)))
    return judged


def complete_visit(desk: Desk, answers: Answers) -> bool:
    """Tell whether one version of a visit is complete by the form it was written with."""
    return complete(desk.library.form_of("visit", answers), answers)
