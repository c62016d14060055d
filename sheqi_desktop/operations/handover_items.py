"""Everything a worker has open, found in the records as they are now, for the 移交清单 (domain 17 §8)."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from typing import Any

from sheqi_desktop.domain.answers import Answers, rows
from sheqi_desktop.domain.codes import RiskLevel
from sheqi_desktop.domain.codes_handover import HandoverItem
from sheqi_desktop.domain.dates import age_on
from sheqi_desktop.domain.records import FILES
from sheqi_desktop.domain.records.case_story import OPEN
from sheqi_desktop.domain.records.handover import KIND
from sheqi_desktop.domain.thread import WAITS_FOR_WORKER
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.documents import document
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.operations.move import state_of
from sheqi_desktop.operations.remarks import remarks_at
from sheqi_desktop.operations.responsible import responsible
from sheqi_desktop.store import drafts, records
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord, Wanted

Item = dict[str, Any]
Source = Callable[[Desk, Read, str], Iterator[Item]]
GROUP_OVER = frozenset({"completed", "archived", "cancelled", "terminated"})
BY_HAND = (
    (HandoverItem.EQUIPMENT, "领用的设备、钥匙、公章已交回"),
    (HandoverItem.MONEY, "报销已结清"),
    (HandoverItem.LOG, "工作日志已补齐"),
    (HandoverItem.NDA, "已签离岗保密提醒"),
)
OF_AGE = 18
DISSOLVED = 4
TO_FOLLOW = frozenset({"closed", "following"})
"""Closed cases whose follow-up visits are still to come."""


def open_items(desk: Desk, read: Read, worker: str) -> list[Item]:
    """Give what somebody of this station has open, each with the record it is about; nothing is filled in yet."""
    found: list[Item] = []
    for source in (_half_typed, _draft_records, _cases, _clients, _groups, _teams, _annotations):
        found.extend(source(desk, read, worker))
    return found


def by_hand() -> list[Item]:
    """Give what only a person can say is done."""
    return [_item(kind, words, f"hand-{int(kind)}") for kind, words in BY_HAND]


def with_ids(items: list[Item], to: str) -> list[Item]:
    """Give the items as rows of the form, each going to one person until somebody says otherwise."""
    asked = {HandoverItem.CASE, HandoverItem.HIGH_RISK, HandoverItem.CLIENTS, HandoverItem.GROUP}
    asked |= {HandoverItem.ANNOTATION, HandoverItem.DRAFT}
    return [one | {"id": str(uuid.uuid4())} | ({"to": to} if one["kind"] in asked else {}) for one in items]


def not_listed(answers: Answers, found: list[Item]) -> list[Item]:
    """Give what is open and does not stand on a list that was written earlier."""
    known = {row.get("ref") for row in rows(answers, "items")}
    return [one for one in found if one["ref"] not in known]


def _half_typed(desk: Desk, read: Read, worker: str) -> Iterator[Item]:
    from sheqi_desktop.operations.due import draft_name

    for one in drafts.all_of(read, worker):
        if one.form != KIND:
            words = f"{words_of(one.form).words}草稿：{draft_name(desk, read, one)}"
            yield _item(HandoverItem.DRAFT, words, f"draft-{one.id}")


def _draft_records(desk: Desk, read: Read, worker: str) -> Iterator[Item]:
    wanted = Wanted(stations=[desk.station], statuses=["draft", "returned"], restricted=True, order="number")
    for one in records.list_records(read, wanted):
        if one.kind != KIND and worker in (one.worker, one.author):
            state = "退回的" if one.status == "returned" else "草稿"
            yield _item(HandoverItem.DRAFT, f"{state}{words_of(one.kind).words} {_short(one)}", one.id)


def _cases(desk: Desk, read: Read, worker: str) -> Iterator[Item]:
    today = desk.clock.today()
    for one in _of(desk, read, "case"):
        if responsible(one) == worker and state_of(desk, read, one) in OPEN | TO_FOLLOW:
            client = records.get(read, one.client) if one.client else None
            born = str(client.answers.get("birth_date") or "") if client is not None else ""
            age = age_on((born + "-01-01")[:10] if len(born) in (4, 7) else born, today)
            minor = {"minor": True} if age is not None and age < OF_AGE else {}
            name = client.name if client is not None and not one.restricted else ""
            yield _item(HandoverItem.CASE, f"个案 {_short(one)} {name}".rstrip(), one.id) | minor


def _clients(desk: Desk, read: Read, worker: str) -> Iterator[Item]:
    mine = clients_of(desk, read, worker)
    for one in mine:
        if one.answers.get("risk_level") == RiskLevel.HIGH:
            words = f"高风险 {one.name}" + (f"，下次 {one.next_due}" if one.next_due else "")
            yield _item(HandoverItem.HIGH_RISK, words, one.id)
    if mine:
        yield _item(HandoverItem.CLIENTS, f"责任对象 {len(mine)} 人", "clients")


def clients_of(desk: Desk, read: Read, worker: str) -> list[StoredRecord]:
    """Give the people on the books whose responsible worker somebody is."""
    wanted = Wanted("client", stations=[desk.station], worker=worker, restricted=True, order="name", descending=False)
    return [one for one in records.list_records(read, wanted) if one.file_state in ("", "active", "paused")]


def _groups(desk: Desk, read: Read, worker: str) -> Iterator[Item]:
    for one in _of(desk, read, "group"):
        if responsible(one) == worker and state_of(desk, read, one) not in GROUP_OVER:
            yield _item(HandoverItem.GROUP, f"小组 {one.answers.get('name') or _short(one)}", one.id)


def _teams(desk: Desk, read: Read, worker: str) -> Iterator[Item]:
    """A team is led by a volunteer; only where that is this worker off duty is a new leader needed."""
    for one in _of(desk, read, "volunteer_team"):
        leader = one.answers.get("leader")
        person = records.get(read, leader) if isinstance(leader, str) else None
        if (
            person is not None
            and person.answers.get("staff_id") == worker
            and one.answers.get("team_state") != DISSOLVED
        ):
            yield _item(HandoverItem.TEAM, f"志愿队 {one.answers.get('name') or _short(one)}：换队长", one.id)


def _annotations(desk: Desk, read: Read, worker: str) -> Iterator[Item]:
    """What the 督导 still waits for an answer to, about a document this worker wrote or answers for."""
    told = remarks_at(read, [desk.station])
    about = records.get_many(read, {one.anchor.document for one in told.annotations.values()})
    for one in sorted(told.annotations.values(), key=lambda each: (each.at, each.id)):
        target = about.get(one.anchor.document)
        if target is None or target.voided or told.thread(one).state not in WAITS_FOR_WORKER:
            continue
        file = records.get(read, target.parent) if target.parent else None
        if worker in (target.author, responsible(target), responsible(file) if file is not None else ""):
            yield _item(HandoverItem.ANNOTATION, f"批注待回：{words_of(target.kind).words} {_short(target)}", one.id)


def _of(desk: Desk, read: Read, kind: str) -> list[StoredRecord]:
    return records.list_records(read, Wanted(kind, stations=[desk.station], restricted=True, order="number"))


def _short(one: StoredRecord) -> str:
    return one.number.partition("-")[2] or words_of(one.kind).words


def _item(kind: HandoverItem, words: str, ref: str) -> Item:
    return {"kind": int(kind), "what": words[:80], "ref": ref}


def handover_state(stored: StoredRecord) -> str:
    """Give how far a handover has come."""
    return FILES[KIND].state(document(stored), (), None)
