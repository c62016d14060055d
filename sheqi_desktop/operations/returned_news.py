"""本次回传: what the last file that came brought of supervision (domain 14 §6)."""

from __future__ import annotations

from dataclasses import dataclass

from sheqi_desktop.domain.codes_annotation import AnnotationKind, VerdictCode
from sheqi_desktop.domain.records.annotation import ANNOTATION, VERDICT
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.headline import cut
from sheqi_desktop.operations.remarks import Remarks, file_of
from sheqi_desktop.operations.restricted import may_see
from sheqi_desktop.operations.station_threads import about_whom
from sheqi_desktop.store import log, meta, records
from sheqi_desktop.store.arrivals import Arrivals
from sheqi_desktop.store.records import StoredRecord
from sheqi_desktop.store.remarks import Remark, all_remarks

LOOKED = "returned_news_looked"
"""Up to which file (its moment in milliseconds) each person looked at what came back; a local fact."""


@dataclass(frozen=True, slots=True)
class NewsLine:
    """One row that came: an annotation or a verdict, and the document it opens."""

    row: str
    kind: str
    record: str
    file: str
    """The file the document lies in; '' of a document that did not come."""
    document_kind: str
    code: str
    """Its kind or its decision, as stored; ``words`` says it."""
    words: str
    title: str
    number: str
    by: str
    who: str = ""
    body: str = ""
    """What was written, cut; '' of what this person may not see."""


@dataclass(frozen=True, slots=True)
class ReturnedNews:
    """What the last 回传包 brought; ``words`` is '' when nothing of it concerns supervision."""

    annotations: int = 0
    musts: int = 0
    returned: int = 0
    signed: int = 0
    at: int = 0
    lines: tuple[NewsLine, ...] = ()

    @property
    def words(self) -> str:
        """Say it in one line: 本次回传：新批注5，必改2，退回1份，签批3份."""
        if not self.lines:
            return ""
        return f"本次回传：新批注{self.annotations}，必改{self.musts}，退回{self.returned}份，签批{self.signed}份"


def returned_news(desk: Desk) -> ReturnedNews:
    """Tell what the last file that was merged brought of supervision, and what each line opens."""
    with desk.read() as read:
        arrived = Arrivals.of(read)
        own = set(log.own_chains(read))
        new = [
            row
            for row in all_remarks(read, [desk.station])
            if row.kind in (ANNOTATION, VERDICT) and row.ref.chain not in own and arrived.at(row.ref) == arrived.last
        ]
        here = Remarks(read, new)
        targets = records.get_many(read, {str(row.answers.get("target_id") or "") for row in new})
        names = records.get_many(read, {one.client for one in targets.values()} - {""})
        lines = [_news(desk, row, targets, names) for row in sorted(new, key=lambda each: (each.at, each.id))]
    verdicts = [one.verdict for told in here.verdicts.values() for one in told]
    return ReturnedNews(
        len(here.annotations),
        sum(one.kind == AnnotationKind.MUST for one in here.annotations.values()),
        verdicts.count(VerdictCode.RETURNED),
        verdicts.count(VerdictCode.SIGNED),
        arrived.last,
        tuple(lines),
    )


def unseen_news(desk: Desk) -> ReturnedNews | None:
    """Give what the last file brought while the person here did not look at it yet, None when there is nothing."""
    with desk.read() as read:
        looked = int(meta.setting(read, LOOKED, {}).get(desk.me.worker_id, 0))
        last = Arrivals.of(read).last
    if last <= looked:
        return None
    found = returned_news(desk)
    return found if found.lines else None


def look_at_news(desk: Desk, at: int) -> None:
    """Note that the person here looked at what came up to a moment: the home page says it no more."""
    with desk.write() as write:
        everybody = dict(meta.setting(write, LOOKED, {}))
        before = int(everybody.get(desk.me.worker_id, 0))
        meta.set_setting(write, LOOKED, everybody | {desk.me.worker_id: max(at, before)})


def _news(desk: Desk, row: Remark, targets: dict[str, StoredRecord], names: dict[str, StoredRecord]) -> NewsLine:
    record = str(row.answers.get("target_id") or "")
    target = targets.get(record)
    code, vocabulary = ("kind", "annotation_kind") if row.kind == ANNOTATION else ("verdict", "verdict")
    title = desk.library.form(target.kind).title if target is not None else "还没有收到的文书"
    number = target.number if target is not None else ""
    words = desk.library.label(vocabulary, row.answers.get(code))
    file, kind = (file_of(target), target.kind) if target is not None else ("", "")
    told = str(row.answers.get(code) or "")
    seen = target is not None and may_see(desk, target)
    return NewsLine(
        row=row.id,
        kind=row.kind,
        record=record,
        file=file,
        document_kind=kind,
        code=told,
        words=words,
        title=title,
        number=number,
        by=desk.person_name(row.author),
        who=about_whom(desk, target, names) if target is not None else "",
        body=cut(str(row.answers.get("body") or row.answers.get("text") or "")) if seen else "",
    )
