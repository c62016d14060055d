"""Verbs of supervision: annotations, what is done with them, decisions about documents, and what waits."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sheqi_desktop.cli.session import Session
from sheqi_desktop.domain.trouble import WrongUsage

if TYPE_CHECKING:
    from sheqi_desktop.operations.document_threads import Card
    from sheqi_desktop.operations.library import Library

Record = Annotated[str, typer.Argument(help="文书的内部标识或编号")]
OfAnnotation = Annotated[str, typer.Argument(help="批注的内部标识")]
Text = Annotated[str, typer.Option("--text", help="写什么")]


def add_to(app: typer.Typer) -> None:
    """Give these verbs to the command line."""
    for name, verb in (
        ("annotate", annotate),
        ("reply", reply),
        ("confirm", confirm),
        ("reopen", reopen),
        ("withdraw", withdraw),
        ("appeal", appeal),
        ("verdict", verdict),
        ("queue", queue),
        ("threads", threads),
    ):
        app.command(name)(verb)


def annotate(
    context: typer.Context,
    record: Record,
    kind: Annotated[str, typer.Option("--kind", help="肯定、建议、必改、提问、伦理提醒、风险提醒，或 praise、must 等")],
    body: Annotated[str, typer.Option("--body", help="批注内容")],
    field: Annotated[str, typer.Option("--field", help="哪个问题，如 process 或 objectives[行号].measure")] = "",
    quote: Annotated[str, typer.Option("--quote", help="选中的原文，在这个问题里只出现一次")] = "",
    part: Annotated[
        str, typer.Option("--part", help="照片上框出的地方：页 左 上 宽 高（万分之几）；--field 里加方括号和附件编号")
    ] = "",
    tags: Annotated[str, typer.Option("--tags", help="问题点，用顿号隔开")] = "",
    rating: Annotated[str, typer.Option("--rating", help="优、良、合格、不合格")] = "",
) -> None:
    """在一份文书上写批注。"""
    from sheqi_desktop.operations import look_up
    from sheqi_desktop.operations.annotate import annotate as write
    from sheqi_desktop.operations.annotate import framed, selected

    session: Session = context.obj
    with session.desk() as desk:
        stored = look_up.get(desk, record)
        code = code_of(desk.library, "annotation_kind", kind, "--kind")
        issues = [code_of(desk.library, "issue_tag", one, "--tags") for one in tags.split("、") if one]
        rated = code_of(desk.library, "doc_rating", rating, "--rating") if rating else None
        at = framed(field, part) if part else selected(desk, stored.id, field, quote)
        made = write(desk, stored.id, code, body, at, issues, rated)
    session.put(json.dumps({"ack": made.annotation, "record": stored.id}))


def reply(
    context: typer.Context,
    annotation: OfAnnotation,
    text: Text = "",
    adoption: Annotated[str, typer.Option("--adoption", help="已采纳、部分采纳、暂不采纳")] = "",
) -> None:
    """回复一条批注；“肯定”不写内容就是已阅。"""
    from sheqi_desktop.operations.reply import read_praise
    from sheqi_desktop.operations.reply import reply as answer

    session: Session = context.obj
    with session.desk() as desk:
        taken = str(code_of(desk.library, "adoption", adoption, "--adoption")) if adoption else ""
        if text or taken:
            answer(desk, annotation, text, taken)
        else:
            read_praise(desk, annotation)
    session.put(json.dumps({"ack": annotation}))


def confirm(context: typer.Context, annotation: OfAnnotation, text: Text = "") -> None:
    """确认一条批注已经改好或答好。"""
    from sheqi_desktop.operations.confirm import confirm as step

    _step(context, annotation, lambda desk: step(desk, annotation, text))


def reopen(context: typer.Context, annotation: OfAnnotation, text: Text) -> None:
    """把一条批注再次退回，写明还差什么。"""
    from sheqi_desktop.operations.confirm import reopen as step

    _step(context, annotation, lambda desk: step(desk, annotation, text))


def withdraw(
    context: typer.Context,
    annotation: OfAnnotation,
    reason: Annotated[str, typer.Option("--reason", help="为什么撤回")],
) -> None:
    """撤回自己写的、还没有处理的批注。"""
    from sheqi_desktop.operations.confirm import withdraw as step

    _step(context, annotation, lambda desk: step(desk, annotation, reason))


def appeal(
    context: typer.Context,
    annotation: OfAnnotation,
    text: Text,
    granted: Annotated[bool | None, typer.Option("--granted/--refused", help="定复议：不用改，或者还是要改")] = None,
) -> None:
    """社工对“必改”申请复议；由另一名督导或主任来定。"""
    from sheqi_desktop.operations.confirm import decide_appeal
    from sheqi_desktop.operations.reply import appeal as ask

    if granted is None:
        _step(context, annotation, lambda desk: ask(desk, annotation, text))
    else:
        _step(context, annotation, lambda desk: decide_appeal(desk, annotation, granted, text))


def verdict(
    context: typer.Context,
    record: Record,
    code: Annotated[str, typer.Argument(help="通过、退回、已阅，或 signed、returned、noted")],
    text: Text = "",
    revision: Annotated[str, typer.Option("--revision", help="审阅的是哪一版（threads 给出）")] = "",
) -> None:
    """对一份文书给结论。"""
    from sheqi_desktop.operations import look_up
    from sheqi_desktop.operations.give_verdict import give_verdict

    session: Session = context.obj
    with session.desk() as desk:
        stored = look_up.get(desk, record)
        said = str(code_of(desk.library, "verdict", code, "CODE"))
        give_verdict(desk, stored.id, said, text, revision)
        after = look_up.get(desk, stored.id)
    session.put(json.dumps({"ack": after.id, "verdict": said, "status": after.status}))


def queue(context: typer.Context) -> None:
    """列出等督导审阅的文书。"""
    from sheqi_desktop.operations.review_queue import review_queue

    session: Session = context.obj
    with session.desk() as desk:
        for one in review_queue(desk).lines:
            words = f"{one.number or one.record}  {one.title}  {one.who}  {one.worker}  {one.state}  等了{one.days}天"
            session.say(words, **asdict(one))


def threads(context: typer.Context, record: Annotated[str, typer.Argument(help="文书；不写就看本站")] = "") -> None:
    """列出一份文书的批注和往来；不写文书就列出本站等着处理的批注。"""
    from sheqi_desktop.operations import look_up
    from sheqi_desktop.operations.document_threads import document_threads
    from sheqi_desktop.operations.station_threads import station_threads

    session: Session = context.obj
    with session.desk() as desk:
        if not record:
            for one in station_threads(desk).lines:
                words = f"{one.annotation}  {one.kind_words}  {one.state_words}  {one.number}  {one.title}  {one.body}"
                session.say(words, **asdict(one))
            return
        told = document_threads(desk, look_up.get(desk, record).id)
        state = " ".join(part for part in (told.review.words, told.review.note, told.signature) if part)
        session.say(
            f"{told.number}  {told.title}  第{told.version}版  {state}", record=told.record, revision=told.revision,
            version=told.version, state=told.review.words, note=told.review.note, musts_open=told.musts_open,
            signature=told.signature,
        )  # fmt: skip
        for card in told.cards:
            session.say(_card_words(card), **_card_facts(card))


def _card_words(card: Card) -> str:
    where = " ".join(part for part in (card.label, card.moved, card.for_version) if part)
    said = f"{card.number}  {card.annotation.id}  {card.kind}  {card.state}  {where}  {card.annotation.body}"
    return "\n".join([said, *(f"    {one.at}  {one.by}  {one.words}  {one.text}".rstrip() for one in card.lines)])


def _card_facts(card: Card) -> dict[str, Any]:
    return {
        "annotation": card.annotation.id,
        "number": card.number,
        "kind": card.annotation.kind,
        "state": card.thread.state.value,
        "at_odds": card.thread.at_odds,
        "body": card.annotation.body,
        "by": card.annotation.by,
        "field": card.spot.field,
        "part": card.annotation.anchor.photo.text() if card.annotation.anchor.photo else "",
        "start": card.spot.start,
        "end": card.spot.end,
        "how": card.spot.how.value,
        "quote": card.annotation.anchor.quote,
        "revision": card.annotation.anchor.revision,
        "version": card.annotation.version,
        "lines": [asdict(one) for one in card.lines],
        "may": sorted(card.may),
    }


def _step(context: typer.Context, annotation: str, step: Any) -> None:
    session: Session = context.obj
    with session.desk() as desk:
        step(desk)
    session.put(json.dumps({"ack": annotation}))


def code_of(library: Library, vocabulary: str, said: str, where: str) -> Any:
    """Read a choice by its words, its name or its code; raise WrongUsage for none."""
    words = library.vocabularies[vocabulary]
    entry = words.by_name(said) or words.read(said)
    if entry is None:
        raise WrongUsage(why=f"没有“{said}”这一项", where=where)
    return entry.code
