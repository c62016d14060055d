"""Verbs on machines and on who may take part: lost, held, believe, recovery-pack, gaps, seats, assign, rotate-roots."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from sheqi_desktop.cli.roots import RootKeys, given, opened
from sheqi_desktop.cli.session import Session
from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.domain.trouble import NotFound

NEW_ROOT_PASSWORD = "SHEQI_NEW_ROOT_PASSWORD"


def add_to(app: typer.Typer) -> None:
    """Give these verbs to the command line."""
    app.command("lost")(lost)
    app.command("held")(held)
    app.command("believe")(believe)
    app.command("seats")(seats)
    app.command("assign")(assign)
    app.command("rotate-roots")(rotate)
    app.command("recovery-pack")(recovery_pack)
    app.command("gaps")(gaps)


def recovery_pack(
    context: typer.Context,
    station: Annotated[str, typer.Argument(help="站码")],
    slot: Annotated[str, typer.Argument(help="新电脑的机位")],
    out: Annotated[Path, typer.Option("--out", help="写到哪个文件夹")],
) -> None:
    """县中心：给换上的电脑做恢复包，本站的资料全在里面。"""
    from sheqi_desktop.operations.recovery_pack import recovery_pack as pack

    session: Session = context.obj
    out.mkdir(parents=True, exist_ok=True)
    with session.desk() as desk:
        made = pack(desk, station, slot, out)
    done = made.exported
    session.say(
        f"{made.machine}的恢复包已写入并核对：{done.path.name}\n{made.reaches}".rstrip(),
        file=str(done.path),
        files=[str(path) for path in done.paths],
        reaches=made.reaches,
    )


def gaps(
    context: typer.Context,
    settle: Annotated[str, typer.Option("--settle", help="已照纸质表补录完的电脑（列出的内部标识）")] = "",
) -> None:
    """站点：电脑丢过以后，可能缺失哪几天的记录。"""
    from sheqi_desktop.operations import recovery_pack as packs

    session: Session = context.obj
    with session.desk() as desk:
        if settle:
            packs.settle_gap(desk, settle)
        for one in packs.gaps(desk):
            words = f"{one.machine} {one.words}，照纸质表补录，补录原因选“纸质补录”。"
            session.say(words, device=one.device, since=one.since, until=one.until)


def lost(
    context: typer.Context,
    station: Annotated[str, typer.Argument(help="站码")],
    slot: Annotated[str, typer.Argument(help="机位")],
    where: Annotated[str, typer.Option("--where", help="在哪里、怎么丢的")],
    at: Annotated[str, typer.Option("--at", help="什么时候丢的（ISO 时间）")],
    root_key: RootKeys,
    receipt: Annotated[str, typer.Option("--receipt", help="报案回执号")] = "",
) -> None:
    """报失一台电脑：钥匙停用，说清里面有多少人的资料。"""
    from sheqi_desktop.operations.report_lost import Loss, report_lost

    session: Session = context.obj
    try:
        moment = datetime.fromisoformat(at)
    except ValueError as unreadable:
        raise typer.BadParameter("时间要写成 2023-06-14T09:00 的样子。", param_hint="--at") from unreadable
    since = int((moment if moment.tzinfo else moment.replace(tzinfo=COUNTY)).timestamp() * 1000)
    with session.desk() as desk:
        device = desk.book.newest.station_device(station, slot)
        if device is None:
            raise NotFound(what="电脑", key=f"{station}-{slot}")
        roots = opened(session, desk, root_key)
        told = report_lost(desk, Loss(device.id, since, where, receipt), *roots)
    session.say(
        f"{told.machine} 已报失：里面有 {told.people} 个服务对象的资料，未成年人 {told.minors} 人；"
        f"中心最后收到{told.last_bundle}。",
        people=told.people,
        minors=told.minors,
        restricted=told.restricted,
    )


def held(context: typer.Context) -> None:
    """列出报失的电脑写的、先扣着的改动。"""
    from sheqi_desktop.operations.report_lost import held_back

    session: Session = context.obj
    with session.desk() as desk:
        for one in held_back(desk):
            kind = "报失前封好，可以采信" if one.before else "报失后写的，不采信"
            words = f"{one.machine}  {one.changes} 处改动  {one.since}—{one.until}  {kind}"
            session.say(words, device=one.device, changes=one.changes, before=one.before)


def believe(
    context: typer.Context,
    device: Annotated[str, typer.Argument(help="电脑的内部标识（held 列出的）")],
    reason: Annotated[str, typer.Option("--reason", help="对过什么、问过谁")],
    root_key: RootKeys,
) -> None:
    """采信报失以前封好的改动，随下一次合并写入。"""
    from sheqi_desktop.operations.report_lost import believe_held

    session: Session = context.obj
    with session.desk() as desk:
        roots = opened(session, desk, root_key)
        count = believe_held(desk, device, reason, *roots)
    session.say(f"已采信 {count} 处改动，随下一次合并写入。", changes=count)


def seats(
    context: typer.Context,
    station: Annotated[str, typer.Argument(help="站码")],
    slot: Annotated[str, typer.Argument(help="机位")],
    root_key: Annotated[list[Path] | None, typer.Option("--root-key", help="根密钥文件；只看不用")] = None,
    workers: Annotated[list[str] | None, typer.Option("--worker", help="谁在用（人员号，可写多个）；不写只看")] = None,
) -> None:
    """县中心：谁在用一台电脑；限阅记录只发给站负责人和负责的社工坐的电脑。"""
    from sheqi_desktop.operations import seats as verbs

    session: Session = context.obj
    with session.desk() as desk:
        device = desk.book.newest.station_device(station, slot)
        if device is None:
            raise NotFound(what="电脑", key=f"{station}-{slot}")
        if workers:
            verbs.seat(desk, device.id, workers, *opened(session, desk, root_key or ()))
        for one in verbs.seats(desk, device.id):
            words = "在用" if one.sits else "限阅已移交，还没写上" if one.owed else "不在这台"
            session.say(f"{one.name}（{one.roles}）{words}", worker=one.worker, sits=one.sits, owed=one.owed)


def assign(
    context: typer.Context,
    worker: Annotated[str, typer.Argument(help="督导的人员号")],
    root_key: RootKeys,
    stations: Annotated[list[str] | None, typer.Option("--station", help="从今天起负责的站码（可写多个）")] = None,
) -> None:
    """县中心：改一名督导负责的站；没写到的站从今天起不再发给他。"""
    from sheqi_desktop.operations.assign import assign as assign_stations

    session: Session = context.obj
    with session.desk() as desk:
        roots = opened(session, desk, root_key)
        assign_stations(desk, worker, stations or (), *roots)
        names = "、".join(desk.unit_name(one) for one in stations or ())
        who = desk.person_name(worker)
    session.say(f"{who}从今天起负责：{names or '没有站点'}。", worker=worker, stations=sorted(stations or ()))


def rotate(
    context: typer.Context,
    root_key: RootKeys,
    keys: Annotated[list[Path], typer.Option("--keys", help="新的两把写到哪里；写两次就分开放")],
    second: Annotated[str, typer.Option("--second", help="批准人的人员号")],
) -> None:
    """更换根密钥：新的两把由旧的签进名册，旧的从此不再认；各站收到下一个回传包后跟上。"""
    from sheqi_desktop.operations.rotate_roots import rotate_roots

    session: Session = context.obj
    with session.desk() as desk:
        old = given(session, root_key)
        new = session.password("新的根密钥的口令：", NEW_ROOT_PASSWORD)
        made = rotate_roots(desk, old, keys, new, session.second(second))
        names = "、".join(str(path) for path in made.files)
    session.say(
        f"根密钥已更换（名册第 {made.version} 版）：{names}。两把分开封存；旧的作废，请销毁。给各站做一次回传包。",
        files=[str(path) for path in made.files],
        version=made.version,
    )
