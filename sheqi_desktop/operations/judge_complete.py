"""Judge which confirmed visits are complete by their form, once for each time they or the rules change.

The store knows no forms and the counting opens no record, so the judgement is made here and kept beside the record.
A record is judged by the form version it was written with and by the checks of the program that counts.  When another
program counts, every visit is judged anew at once and the journal says how many came out otherwise: one file never
holds judgements of two programs, and two workspaces with the same log count the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.draft import complete
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import meta, records, source_rows
from sheqi_desktop.store.database import Read

VISIT = "visit"
JUDGED_BY = "judged_by"
NOTED = "judged_anew"


def judge_complete(desk: Desk) -> int:
    """Judge what came or changed since the last time, or everything if the rules did; give how many were judged."""
    rules = desk.library.rules_of(VISIT)
    with desk.read() as read:
        anew = meta.get(read, JUDGED_BY) != rules
        before = source_rows.judged(read) if anew else []
        waiting = source_rows.unjudged(read)
        judged = _judge(desk, read, [*waiting, *((number, record) for number, record, _ in before)])
    if judged or anew:
        was = {number: bool(fine) for number, _, fine in before}
        otherwise = sum(number in was and was[number] is not fine for number, fine in judged)
        with desk.write() as write:
            source_rows.keep_judgement(write, judged)
            if desk.database.refuses is not None:
                # A file that is only looked at keeps nothing but what follows from it: it is judged each time.
                return len(judged)
            if anew:
                meta.put(write, JUDGED_BY, rules)
            if before:
                desk.note(write, NOTED, rules, visits=len(before), otherwise=otherwise)
    return len(judged)


def _judge(desk: Desk, read: Read, waiting: Sequence[tuple[int, str]]) -> list[tuple[int, bool]]:
    stored = records.get_many(read, [record for _, record in waiting])
    judged = []
    for number, record in waiting:
        one = stored[record]
        answers = one.confirmed if one.confirmed is not None else one.answers
        judged.append((number, complete_visit(desk, answers)))
    return judged


def complete_visit(desk: Desk, answers: Answers) -> bool:
    """Tell whether one version of a visit is complete by the form it was written with."""
    return complete(desk.library.form_of(VISIT, answers), answers)
