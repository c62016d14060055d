"""Verbs on records: save, get, list, search, history, submit, void."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sheqi_desktop.cli.session import Session
from sheqi_desktop.domain.trouble import NotReadable, UnreadableInput

if TYPE_CHECKING:
    from sheqi_desktop.domain.draft import Draft


def add_to(app: typer.Typer) -> None:
    """Give these verbs to the command line."""
    for name, verb in (
        ("save", save),
        ("get", get),
        ("list", list_),
        ("search", search),
        ("history", history),
        ("submit", submit),
        ("void", void),
    ):
        app.command(name)(verb)


def save(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help="记录种类，如 visit")],
    file: Annotated[Path | None, typer.Argument(help="一条 JSON，或每行一条（.jsonl）；- 为标准输入")] = None,
    hand_in: Annotated[bool, typer.Option("--submit", help="同时提交")] = False,
    confirm: Annotated[bool, typer.Option("--confirm", help="确认所有“请核对”")] = False,
) -> None:
    """保存一条或多条记录；每条写稳之后才回一行 ack。"""
    from sheqi_desktop.operations import look_up
    from sheqi_desktop.operations.catch_up import index_all
    from sheqi_desktop.operations.save_record import draft_of, new_draft, save_record
    from sheqi_desktop.operations.save_record import submit as hand_in_record

    session: Session = context.obj
    with session.desk() as desk:
        for number, answers in enumerate(_objects(file), start=1):
            record = str(answers.pop("id", ""))
            known = bool(record) and look_up.known(desk, record)
            draft = draft_of(desk, record) if known else new_draft(desk, kind)
            for name, value in answers.items():
                _answer(draft, name, value, number)
            if confirm:
                for problem in [one for one in draft.problems() if one.confirmable]:
                    draft.confirm(problem)
            verb = hand_in_record if hand_in else save_record
            saved = verb(desk, draft, record)
            session.put(json.dumps({"ack": saved.record, "doc_no": saved.number}, ensure_ascii=False))
        # Everything was told by now; with no window open nobody else will put the words in order.
        index_all(desk)


def submit(
    context: typer.Context,
    record: Annotated[str, typer.Argument(help="记录的内部标识或编号")],
    confirm: Annotated[bool, typer.Option("--confirm", help="确认所有“请核对”")] = False,
) -> None:
    """提交一条已保存的记录。"""
    from sheqi_desktop.operations import look_up
    from sheqi_desktop.operations.save_record import draft_of
    from sheqi_desktop.operations.save_record import submit as hand_in_record

    session: Session = context.obj
    with session.desk() as desk:
        stored = look_up.get(desk, record)
        draft = draft_of(desk, stored.id)
        wanted = [one for one in draft.problems() if one.confirmable] if confirm else []
        saved = hand_in_record(desk, draft, stored.id, wanted)
        session.put(json.dumps({"ack": saved.record, "doc_no": saved.number}, ensure_ascii=False))


def void(
    context: typer.Context,
    record: Annotated[str, typer.Argument(help="记录的内部标识或编号")],
    reason: Annotated[str, typer.Option("--reason", help="原因（不少于5个字）")],
) -> None:
    """作废一条记录。"""
    from sheqi_desktop.operations import look_up
    from sheqi_desktop.operations.void import void as void_record

    session: Session = context.obj
    with session.desk() as desk:
        stored = look_up.get(desk, record)
        void_record(desk, stored.id, reason)
        session.put(json.dumps({"ack": stored.id, "void": True}))


def get(context: typer.Context, record: Annotated[str, typer.Argument(help="内部标识或编号")]) -> None:
    """看一条记录。"""
    from sheqi_desktop.operations import look_up
    from sheqi_desktop.operations.noted import note_opened

    session: Session = context.obj
    with session.desk() as desk:
        stored = look_up.get(desk, record)
        if stored.kind == "case":
            note_opened(desk, stored.id)
        shown = _shown(stored) | {"way": look_up.transport(desk, [stored.id])[stored.id]}
    session.put(json.dumps(shown, ensure_ascii=False, indent=None if session.as_json else 2))


def list_(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help="记录种类")],
    since: Annotated[str, typer.Option(help="从哪天")] = "",
    until: Annotated[str, typer.Option(help="到哪天")] = "",
    client: Annotated[str, typer.Option(help="服务对象")] = "",
    limit: Annotated[int, typer.Option(help="最多几条")] = 100,
) -> None:
    """列出记录，一行一条。"""
    from sheqi_desktop.operations import look_up

    session: Session = context.obj
    wanted = look_up.Wanted(
        kind, since=since or None, until=until or None, client=client or None, voided=None, limit=limit
    )
    with session.desk() as desk:
        found = look_up.list_records(desk, wanted)
        ways = look_up.transport(desk, [one.id for one in found])
        for one in found:
            words = look_up.WAY_WORDS[ways[one.id]][0]
            facts = {
                "id": one.id,
                "doc_no": one.number,
                "date": one.service_date,
                "status": one.status,
                "name": one.name,
                "way": ways[one.id],
            }
            state = "作废" if one.voided else one.status
            session.say(f"{one.number}  {one.service_date or ''}  {one.name}  {state}  {words}", **facts)


def search(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="姓名、拼音首字母、编号、村、电话后四位")],
    limit: Annotated[int, typer.Option(help="最多几条")] = 20,
) -> None:
    """查找人和记录。"""
    from sheqi_desktop.operations.quick_search import quick_search

    session: Session = context.obj
    with session.desk() as desk:
        for hit in quick_search(desk, text, limit):
            session.say(f"{hit.title}  {hit.detail}", id=hit.record, kind=hit.kind, title=hit.title, detail=hit.detail)


def history(context: typer.Context, record: Annotated[str, typer.Argument(help="内部标识或编号")]) -> None:
    """看一条记录的每一步：谁、何时、改了什么。"""
    from sheqi_desktop.operations import look_up

    session: Session = context.obj
    with session.desk() as desk:
        for step in look_up.history(desk, record):
            fields = "、".join(step.words)
            session.say(
                f"{step.number}  {step.when}  {step.who}  {fields}  {step.change.reason}".rstrip(),
                step=step.number,
                at=step.when,
                by=step.change.author,
                answers=dict(step.change.answers),
                reason=step.change.reason,
                ref=f"{step.change.ref.chain}:{step.change.ref.seq}",
            )


def _answer(draft: Draft, name: str, value: Any, number: int) -> None:
    try:
        draft.answer(name, value)
    except KeyError as unknown:
        raise UnreadableInput(line=number, why=f"没有“{name}”这个问题") from unknown
    except (TypeError, ValueError, AttributeError) as wrong:
        raise UnreadableInput(line=number, why=f"“{name}”的值不是它该有的样子") from wrong


def _shown(stored: Any) -> dict[str, Any]:
    return {
        "id": stored.id,
        "kind": stored.kind,
        "doc_no": stored.number,
        "status": stored.status,
        "voided": stored.voided,
        "void_reason": stored.void_reason,
        "revision": stored.revision,
        "answers": stored.answers,
    }


def _objects(file: Path | None) -> Iterator[dict[str, Any]]:
    """Read one JSON object, a list of them, or one a line; what cannot be read names its line and stops before it."""
    text = _text(file)
    if not text.strip():
        raise UnreadableInput(line=1, why="里面什么也没有")
    try:
        whole = json.loads(text)
    except RecursionError as wrong:
        raise UnreadableInput(line=1, why="套得太深") from wrong
    except json.JSONDecodeError:
        for number, line in enumerate(text.splitlines(), start=1):
            if line.strip():
                yield _object(line, number)
        return
    for number, one in enumerate(whole if isinstance(whole, list) else [whole], start=1):
        yield _plain_object(one, number)


def _text(file: Path | None) -> str:
    try:
        return sys.stdin.read() if file is None or str(file) == "-" else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as failure:
        raise NotReadable(place=str(file or "标准输入"), why="打不开，或不是 UTF-8 文本") from failure


def _object(line: str, number: int) -> dict[str, Any]:
    try:
        return _plain_object(json.loads(line), number)
    except (json.JSONDecodeError, RecursionError) as wrong:
        raise UnreadableInput(line=number, why="不是一个 JSON 对象") from wrong


def _plain_object(found: Any, number: int) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise UnreadableInput(line=number, why="不是一个 JSON 对象")
    return found
