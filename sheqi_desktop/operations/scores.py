"""文书质量评分: a set of documents judged by its rubric; feedback to its worker, never a ranking of persons (14 §7)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sheqi_desktop.domain.answers import Value, clean_text, rows
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.dates import county_day_of, day
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.records.annotation import SCORE
from sheqi_desktop.domain.records.case_missing import missing_papers
from sheqi_desktop.domain.records.case_story import CASE
from sheqi_desktop.domain.rubric import LEVELS, Rubric, grade, proposed_level, score
from sheqi_desktop.domain.trouble import NotFound, NotYours, ReviewRefused
from sheqi_desktop.operations.desk import Desk, changes_of
from sheqi_desktop.operations.documents import document
from sheqi_desktop.operations.headline import saying
from sheqi_desktop.operations.move import documents_of
from sheqi_desktop.operations.remarks import SUPERVISOR, file_of, put_row, story_around
from sheqi_desktop.operations.responsible import responsible
from sheqi_desktop.operations.restricted import HIDDEN, may_see, refuse_unseen, roles_at, shown_name
from sheqi_desktop.operations.world import World
from sheqi_desktop.store import records, sources
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord

OF_KIND = {CASE: "case", "group": "group", "visit": "visit"}
"""The rubric of a set of documents, by the kind of the file it is (a visit is its own)."""
GROUP_PAPERS = {"group_roster": "组员名单", "group_session": "小组活动记录", "group_summary": "小组总结"}
REASON_MISSING = "“{title}”改了程序建议的等级，请写明改动理由。"
NOTHING_JUDGED = "请至少评一项。"
NOT_A_LEVEL = "等级应为0至4。"
REASON_AT_MOST = 100


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """A set of documents to be judged: its rubric, what the program proposes and why, what was given before."""

    record: str
    kind: str
    title: str
    station: str
    rubric: Rubric
    proposed: Mapping[str, int]
    why: str
    levels: Mapping[str, int | None]
    reasons: Mapping[str, str]
    who: str = ""
    """Whose case it is."""


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One score as it stands in a list."""

    row: str
    record: str
    kind: str
    title: str
    station: str
    set_words: str
    score: str
    grade: str
    supervisor: str
    at: str
    second: bool
    weak: tuple[str, ...]
    """The criteria at 合格 and below, with the words of the level given: what can be better."""


def score_sheet(desk: Desk, record: str) -> ScoreSheet:
    """Open a set of documents for judging; a paper of a file stands for its file.

    Raises NotYours for anybody but the 督导 of its station, Restricted, NotFound for what has no rubric.
    """
    with desk.read() as read:
        file = _file(desk, read, record)
        missing, late = _missing(desk, read, file), _days_late(desk, read, file)
        before = next((one for one in _newest(read, file.id) if one.author == desk.me.worker_id), None)
    rubric = desk.library.rubrics[OF_KIND[file.kind]]
    level = proposed_level(len(missing), late)
    told = [f"缺{'、'.join(missing)}" if missing else "没有缺件", f"最晚一份超期{late}天" if late else "都在期限内"]
    given = rows(before.answers, "levels") if before else []
    return ScoreSheet(
        record=file.id,
        kind=file.kind,
        title=_title(desk, file),
        station=desk.unit_name(file.station),
        rubric=rubric,
        proposed={one.code: level for one in rubric.criteria if one.proposed},
        why="，".join(told) + "。",
        levels={str(row.get("criterion")): _level(row.get("level")) for row in given},
        reasons={str(row.get("criterion")): str(row.get("reason") or "") for row in given},
    )


def keep_score(desk: Desk, record: str, levels: Mapping[str, int | None], reasons: Mapping[str, str]) -> Changes:
    """Write a score of a set of documents; what was given before stays in the log, the newest counts.

    ``levels`` are 0 to 4 by criterion, None where it does not apply.  Raises ReviewRefused with what is wrong, and
    what ``score_sheet`` raises.
    """
    sheet = score_sheet(desk, record)
    refuse_wrong(sheet, levels, reasons)
    with desk.write() as write:
        file = _file(desk, write, record)
        others = [one for one in _newest(write, file.id) if one.author != desk.me.worker_id]
        said: dict[str, Value] = {
            "rubric_set": sheet.rubric.id,
            "levels": [_row(one.code, levels, sheet.proposed, reasons) for one in sheet.rubric.criteria],
            "score": score(sheet.rubric, levels),
            "supervisor_id": desk.me.worker_id,
            "target_id": file.id,
            "file_id": file_of(file),
        }
        if others:
            said["second"] = True
        put_row(desk, write, SCORE, file, said)
        touched = changes_of(write)
    desk.step_witness()
    return touched


def refuse_wrong(sheet: ScoreSheet, levels: Mapping[str, int | None], reasons: Mapping[str, str]) -> None:
    """Say what is wrong with levels; raises ReviewRefused."""
    if any(one is not None and one not in LEVELS for one in levels.values()):
        raise ReviewRefused(why=NOT_A_LEVEL)
    if not score(sheet.rubric, levels):
        raise ReviewRefused(why=NOTHING_JUDGED)
    for one in sheet.rubric.criteria:
        changed = one.code in sheet.proposed and levels.get(one.code) != sheet.proposed[one.code]
        if changed and not reasons.get(one.code, "").strip():
            raise ReviewRefused(why=REASON_MISSING.format(title=one.title))


def scores(desk: Desk) -> list[ScoreLine]:
    """Give the scores this person may read, the newest first: at a station one's own, at a supervisor's the assigned.

    The centre reads no scores of single persons here: it has the means of its stations.
    """
    if desk.place.kind == "centre":
        return []
    with desk.read() as read:
        found = [one for one in sources.of_kinds(read, [SCORE], desk.stations) if not one.voided]
        files = records.get_many(read, [str(one.answers.get("target_id")) for one in found])
        newest = {(one.answers.get("target_id"), one.author): one for one in sorted(found, key=_at)}
    lines = []
    for one in sorted(newest.values(), key=_at, reverse=True):
        file = files.get(str(one.answers.get("target_id")))
        mine = file is not None and (desk.place.kind != "station" or responsible(file) == desk.me.worker_id)
        if file is not None and mine and may_see(desk, file):
            lines.append(_line(desk, one, file))
    return lines


def to_score(desk: Desk) -> list[ScoreSheet]:
    """Give the cases and groups of the assigned stations that nobody has judged yet."""
    with desk.read() as read:
        judged = {one.answers.get("target_id") for one in sources.of_kinds(read, [SCORE], desk.stations)}
        found = sources.of_kinds(read, [CASE, "group"], desk.stations)
        fresh = [one for one in found if one.id not in judged and not one.voided and one.status != "draft"]
        fresh = [one for one in fresh if may_see(desk, one)]
        people = records.get_many(read, [one.client for one in fresh if one.client])
    fresh.sort(key=lambda one: one.changed_at, reverse=True)
    rubrics = desk.library.rubrics
    return [
        ScoreSheet(
            record=one.id,
            kind=one.kind,
            title=_title(desk, one),
            station=desk.unit_name(one.station),
            rubric=rubrics[OF_KIND[one.kind]],
            proposed={},
            why="",
            levels={},
            reasons={},
            who=shown_name(desk, people.get(one.client or "")),
        )
        for one in fresh
    ]


# ------------------------------------------------------------------------------ parts
def _file(desk: Desk, read: Read, record: str) -> StoredRecord:
    stored = desk.stored(read, record)
    file = records.get(read, stored.parent) if stored.parent else None
    file = file if file is not None and file.kind in OF_KIND else stored
    if file.kind not in OF_KIND:
        raise NotFound(what="评分标准", key=desk.library.form(file.kind).title)
    if SUPERVISOR not in roles_at(desk, file.station):
        raise NotYours(who=f"{desk.unit_name(file.station)}的督导", contact="评分由负责这个站的督导写。")
    refuse_unseen(desk, file)
    return file


def _missing(desk: Desk, read: Read, file: StoredRecord) -> list[str]:
    today = desk.clock.today()
    if file.kind == CASE and (story := story_around(read, file)) is not None:
        return missing_papers(story, today)
    if file.kind == "group":
        there = {one.kind for one in documents_of(read, file) if one.handed_in}
        ended = day(file.answers.get("end_on"))
        owed = [kind for kind in GROUP_PAPERS if kind != "group_summary" or (ended is not None and ended < today)]
        return [GROUP_PAPERS[kind] for kind in owed if kind not in there]
    return [] if file.status != "draft" else [desk.library.form(file.kind).title]


def _days_late(desk: Desk, read: Read, file: StoredRecord) -> int:
    """Give by how many days the latest of the documents was handed in after its last day in time, 0 for none."""
    world, papers = World(desk, file.id, read), [document(file)]
    if file.kind != "visit":
        papers += documents_of(read, file)
    return max((_late(world, one) for one in papers), default=0)


def _late(world: World, one: Document) -> int:
    served, came = day(one.service_date), county_day_of(one.first_confirmed_at)
    limit = world.entry_deadline(one.kind, served) if served is not None else None
    return max(0, (came - limit).days) if came is not None and limit is not None else 0


def _newest(read: Read, file: str) -> Sequence[StoredRecord]:
    """Give the newest score of each supervisor."""
    found = sources.related(read, SCORE, "target_id", file)
    return list({one.author: one for one in sorted(found, key=_at)}.values())


def _at(one: StoredRecord) -> tuple[str, str]:
    return str(one.answers.get("at") or ""), one.id


def _row(
    code: str, levels: Mapping[str, int | None], proposed: Mapping[str, int], reasons: Mapping[str, str]
) -> dict[str, Value]:
    told: dict[str, Value] = {
        "id": str(uuid.uuid4()),
        "criterion": code,
        "level": levels.get(code),
        "proposed_level": proposed.get(code),
        "reason": clean_text(reasons.get(code, "")).strip()[:REASON_AT_MOST] or None,
    }
    return {name: value for name, value in told.items() if value is not None}


def _level(told: object) -> int | None:
    return told if type(told) is int and told in LEVELS else None


def _title(desk: Desk, file: StoredRecord) -> str:
    name = file.name or saying(file.kind, file.answers)
    if not name and file.client:
        with desk.read() as read:
            name = shown_name(desk, records.get(read, file.client))
    return name or (HIDDEN if file.restricted else file.number)


def _line(desk: Desk, one: StoredRecord, file: StoredRecord) -> ScoreLine:
    told = one.answers
    rubric = desk.library.rubrics.get(str(told.get("rubric_set")))
    given = {str(row.get("criterion")): _level(row.get("level")) for row in rows(told, "levels")}
    criteria = rubric.criteria if rubric else ()
    weak = tuple(
        f"{each.title}：{each.levels[level]}"
        for each in criteria
        if (level := given.get(each.code)) is not None and level <= 2
    )
    points = str(told.get("score") or "")
    return ScoreLine(
        row=one.id,
        record=file.id,
        kind=file.kind,
        title=_title(desk, file),
        station=desk.unit_name(file.station),
        set_words=rubric.title if rubric else "",
        score=points,
        grade=grade(points),
        supervisor=desk.person_name(one.author),
        at=str(told.get("at") or "")[:10],
        second=told.get("second") is True,
        weak=weak,
    )
