"""What a paper shows of supervision: the annotations of a document with their threads, as its reader may see them."""

from __future__ import annotations

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.thread import State
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.document_threads import Card, Line, cards_in
from sheqi_desktop.reports.remarks import Remark, Said
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord


def remarks_on(desk: Desk, read: Read, stored: StoredRecord, answers: Answers) -> tuple[Remark, ...]:
    """Give the annotations of a record in the order of their places in the answers that are printed.

    What was withdrawn stays in the history and is not printed.
    """
    cards = cards_in(desk, read, stored, answers)
    return tuple(_remark(one) for one in cards if one.thread.state != State.WITHDRAWN)


def _remark(one: Card) -> Remark:
    return Remark(
        kind=one.kind,
        body=one.annotation.body,
        by=one.by,
        on=one.at,
        state=one.state,
        field=one.spot.field,
        end=one.spot.end,
        where=one.label,
        quote=one.annotation.anchor.quote,
        note="，".join(part for part in (one.for_version, one.moved, _page(one)) if part),
        said=tuple(_said(line) for line in one.lines),
        photo=one.annotation.anchor.photo,
        file=one.file,
    )


def _page(one: Card) -> str:
    """Name the page of a scan that is remarked on; on paper the first one is drawn."""
    photo = one.annotation.anchor.photo
    return f"第{photo.page}页" if photo is not None and photo.page > 1 else ""


def _said(line: Line) -> Said:
    version = f"（第{line.version}版）" if line.version else ""
    text = f"{line.words}{version}：{line.text}" if line.text else f"{line.words}{version}"
    return Said(line.by, line.at, text)
