"""Verbs of supervision: annotations and decisions, 督导台账, 情绪与压力, 文书质量评分, 督导计划.

A 督导记录 and a 督导计划 themselves go through save, submit, get, list and print.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
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
        ("sessions", sessions),
        ("action-done", action_done),
        ("wellbeing", wellbeing),
        ("score", score),
        ("scores", scores),
        ("plans", plans),
    ):
        app.command(name)(verb)


def annotate(
    context: typer.Context,
    record: Record,
    kind: Annotated[str, typer.Option("--kind", help="肯定、建议、必改、提问、伦理提醒、风险提醒，或 praise、must 等")],
    body: Annotated[str, typer.Option("--body", help="批注内容")],
    field: Annotated[str, typer.Option("--field", help="哪个问题，如 process 或 objectives[行号].measure")] = "",
    quote: Annotated[str, typer.Option("--quote", help="选中的原文，在这个问题里只出现一次")] = "",
    tags: Annotated[str, typer.Option("--tags", help="问题点，用顿号隔开")] = "",
    rating: Annotated[str, typer.Option("--rating", help="优、良、合格、不合格")] = "",
) -> None:
    """在一份文书上写批注。"""
    from sheqi_desktop.operations import look_up
    from sheqi_desktop.operations.annotate import annotate as write
    from sheqi_desktop.operations.annotate import selected

    session: Session = context.obj
    with session.desk() as desk:
        stored = look_up.get(desk, record)
        code = _code(desk.library, "annotation_kind", kind, "--kind")
        issues = [_code(desk.library, "issue_tag", one, "--tags") for one in tags.split("、") if one]
        rated = _code(desk.library, "doc_rating", rating, "--rating") if rating else None
        made = write(desk, stored.id, code, body, selected(desk, stored.id, field, quote), issues, rated)
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
        taken = str(_code(desk.library, "adoption", adoption, "--adoption")) if adoption else ""
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
        said = str(_code(desk.library, "verdict", code, "CODE"))
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


def sessions(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option("--out", help="督导记录汇总（PDF）")] = None,
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="从哪天")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="到哪天")] = None,
) -> None:
    """列出督导记录和没办完的行动；--out 印成督导记录汇总。"""
    from sheqi_desktop.operations.print_sessions import print_sessions
    from sheqi_desktop.operations.sessions import session_book
    from sheqi_desktop.operations.writing import write_file

    session: Session = context.obj
    with session.desk() as desk:
        if out is not None:
            today = desk.clock.today()
            first, last = since.date() if since else today.replace(month=1, day=1), until.date() if until else today
            write_file(out, print_sessions(desk, first, last).data)
            session.say(f"已写好：{out.name}", file=str(out))
            return
        book = session_book(desk)
        for line in book.lines:
            words = f"{line.record}  {line.on}  {line.form_words}  {line.workers}  {line.station}  {line.signed}"
            session.say(words, **asdict(line))
        for action in book.actions:
            late = f"  逾期{action.late}天" if action.late else ""
            session.say(
                f"{action.session} {action.row}  {action.who_name}：{action.what}  {action.due}{late}", **asdict(action)
            )


def action_done(
    context: typer.Context,
    record: Annotated[str, typer.Argument(help="约定这项行动的督导记录")],
    row: Annotated[str, typer.Argument(help="行动的行号（sessions 给出）")],
    result: Annotated[str, typer.Option("--result", help="结果")] = "",
) -> None:
    """督导记下一项行动办完了。"""
    from sheqi_desktop.operations.sessions import finish_action

    _step(context, record, lambda desk: finish_action(desk, record, row, result))


def wellbeing(
    context: typer.Context,
    record: Annotated[str, typer.Argument(help="督导记录")],
    worker: Annotated[str, typer.Option("--worker", help="哪名社工（自己写就不用填）")] = "",
    level: Annotated[str, typer.Option("--level", help="压力很大、压力较大、一般、较轻松、轻松；不写就看")] = "",
    note: Annotated[str, typer.Option("--note", help="说明")] = "",
) -> None:
    """看或者写情绪与压力：只有督导和本人两个人看得到。"""
    from sheqi_desktop.operations.wellbeing import keep_wellbeing, wellbeing_of

    session: Session = context.obj
    with session.desk() as desk:
        if level:
            keep_wellbeing(
                desk, record, worker or desk.me.worker_id, _code(desk.library, "wellbeing", level, "--level"), note
            )
            session.put(json.dumps({"ack": record}))
            return
        words = desk.library.vocabularies["wellbeing"]
        for one in wellbeing_of(desk, record):
            session.say(f"{desk.person_name(one.worker)}  {words.label(one.level)}  {one.note}", **asdict(one))


def score(
    context: typer.Context,
    record: Record,
    levels: Annotated[str, typer.Option("--levels", help="如 C1=4,C2=3,C6=；空着是不适用；不写就看标准和建议")] = "",
    reasons: Annotated[str, typer.Option("--reasons", help="改动程序建议的理由，如 C1=补交的扫描件已到")] = "",
) -> None:
    """给一套文书评分，或者看评分标准和程序建议的等级。"""
    from sheqi_desktop.operations.scores import keep_score, score_sheet

    session: Session = context.obj
    with session.desk() as desk:
        sheet = score_sheet(desk, record)
        if not levels:
            session.say(f"{sheet.title}  {sheet.rubric.title}  {sheet.why}", record=sheet.record, why=sheet.why)
            for one in sheet.rubric.criteria:
                told = sheet.proposed.get(one.code)
                words = "；".join(f"{place} {said}" for place, said in enumerate(one.levels))
                session.say(
                    f"{one.code} {one.title}（{one.weight}%）{'' if told is None else f'  建议 {told}'}\n    {words}",
                    criterion=one.code, weight=one.weight, proposed=told, levels=list(one.levels),
                )  # fmt: skip
            return
        known = {one.code for one in sheet.rubric.criteria}
        given = {name: int(said) if said else None for name, said in _pairs(levels, "--levels", known, number=True)}
        keep_score(desk, sheet.record, given, dict(_pairs(reasons, "--reasons", known)))
    session.put(json.dumps({"ack": sheet.record}))


def scores(context: typer.Context) -> None:
    """列出文书评分：社工看自己的，督导看负责的站。"""
    from sheqi_desktop.operations.scores import scores as listed

    session: Session = context.obj
    with session.desk() as desk:
        for one in listed(desk):
            words = f"{one.at}  {one.set_words}  {one.title}  {one.score}  {one.grade}  {one.supervisor}"
            session.say(words, **asdict(one))


def plans(context: typer.Context) -> None:
    """列出督导计划、还没安排好的地方和每名督导的工作量。"""
    from sheqi_desktop.operations.supervision_plans import supervision_plans

    session: Session = context.obj
    with session.desk() as desk:
        told = supervision_plans(desk)
        for line in told.lines:
            session.say(
                f"{line.record}  {line.supervisor}  {line.since} 至 {line.until}  {line.stations}", **asdict(line)
            )
        for load in told.loads:
            words = f"{load.name}  {load.stations} 站  {load.workers} 人  在办个案 {load.cases}  待审 {load.waiting}"
            session.say(words, **asdict(load))
        for words in (*told.gaps, *told.differ):
            session.say(words, gap=words)


def _pairs(said: str, where: str, known: Collection[str], *, number: bool = False) -> list[tuple[str, str]]:
    """Read C1=4,C2=3; raise WrongUsage for a criterion nobody knows or a level that is no number."""
    found = []
    for one in filter(None, said.replace("，", ",").split(",")):
        name, _, value = one.partition("=")
        name, value = name.strip(), value.strip()
        if name not in known or (number and value and not (value.isascii() and value.isdigit())):
            raise WrongUsage(why=f"没有“{one}”这一项", where=where)
        found.append((name, value))
    return found


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


def _code(library: Library, vocabulary: str, said: str, where: str) -> Any:
    """Read a choice by its words, its name or its code; raise WrongUsage for none."""
    words = library.vocabularies[vocabulary]
    entry = words.by_name(said) or words.read(said)
    if entry is None:
        raise WrongUsage(why=f"没有“{said}”这一项", where=where)
    return entry.code
