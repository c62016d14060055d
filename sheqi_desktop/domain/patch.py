"""What changed between two states of a form: the patch one change of the log carries."""

from __future__ import annotations

from collections.abc import Iterator

from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.form import Form


def patch_between(form: Form, base: Answers, now: Answers) -> dict[str, Value]:
    """Give the answers that differ, rows by row and column; None takes an answer or a row back."""
    patch: dict[str, Value] = {}
    for name in [*now, *(gone for gone in base if gone not in now)]:
        before, after = base.get(name), now.get(name)
        if before == after and type(before) is type(after):
            continue
        if name in form and form.field(name).type == "rows":
            patch.update(_row_patch(name, before, after))
        else:
            patch[name] = after
    return patch


def _row_patch(name: str, before: Value, after: Value) -> Iterator[tuple[str, Value]]:
    old = {row["id"]: row for row in before if isinstance(row, dict)} if isinstance(before, list) else {}
    new = {row["id"]: row for row in after if isinstance(row, dict)} if isinstance(after, list) else {}
    for row_id, row in new.items():
        if row_id not in old:
            yield f"{name}/{row_id}", row
            continue
        for column in sorted({*row, *old[row_id]}):
            if row.get(column) != old[row_id].get(column):
                yield f"{name}/{row_id}/{column}", row.get(column)
    for row_id in old:
        if row_id not in new:
            yield f"{name}/{row_id}", None
