"""Verbs that set a workspace up: window, init, those of enrolment, and which computer a copy is on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sheqi_desktop.cli.roots import ROOT_PASSWORD, RootKeys, opened
from sheqi_desktop.cli.session import SECOND_PASSWORD, Session
from sheqi_desktop.domain.trouble import NotFound, SecondPersonMissing
from sheqi_desktop.domain.which_computer import Which

CODE = "SHEQI_CODE"


def add_to(app: typer.Typer) -> None:
    """Give these verbs to the command line."""
    for name, verb in (
        ("window", window),
        ("init", init),
        ("enrol-invite", enrol_invite),
        ("enrol-request", enrol_request),
        ("enrol-sign", enrol_sign),
        ("enrol-accept", enrol_accept),
        ("which-computer", which_computer),
    ):
        app.command(name)(verb)


def open_window(session: Session) -> int:
    """Open the window on the workspace of this run."""
    from sheqi_desktop.gui.app import main

    return main(session.named, session.clock)


def window(context: typer.Context) -> None:
    """打开窗口（不带动词时也是它）。"""
    raise typer.Exit(open_window(context.obj))


def init(
    context: typer.Context,
    role: Annotated[str, typer.Option("--role", help="centre / station / supervisor")],
    worker: Annotated[str, typer.Option("--worker", help="人员号，如 w-411327101-1")],
    name: Annotated[str, typer.Option("--name", help="姓名（县中心用；站点的姓名在登记包里）")] = "",
    pack: Annotated[Path | None, typer.Option("--pack", help="登记包（站点和督导用）")] = None,
    fingerprint: Annotated[str, typer.Option("--fingerprint", help="电话里念的中心指纹（五组四位数）")] = "",
    second: Annotated[str, typer.Option("--second", help="县中心第二个人：人员号和姓名，用半角冒号隔开")] = "",
    keys: Annotated[Path | None, typer.Option("--keys", help="两把根密钥写到哪里（两个U盘）")] = None,
) -> None:
    """建一个新工作区：县中心立县，站点和督导打开登记包。"""
    session: Session = context.obj
    if role == "centre":
        _init_centre(session, worker, name, second, keys or session.data / "keys")
    elif role in ("station", "supervisor") and pack is not None:
        _init_from_pack(session, worker, pack, fingerprint)
    else:
        raise NotFound(what="角色（站点和督导要用 --pack 给登记包）", key=role)


def _init_centre(session: Session, worker: str, name: str, second: str, keys: Path) -> None:
    from sheqi_desktop.operations.set_up import Newcomer, set_up_centre

    password = session.password()
    other_id, _, other_name = second.partition(":")
    if not other_id or other_id == worker:
        raise SecondPersonMissing()
    people = [
        Newcomer(worker, name or worker, "center_director", password),
        Newcomer(
            other_id, other_name or other_id, "center_staff", session.password("第二个人的口令：", SECOND_PASSWORD)
        ),
    ]
    keys.mkdir(parents=True, exist_ok=True)
    root = session.password("根密钥的口令：", ROOT_PASSWORD)
    roots = [(keys / "root-1.key", root), (keys / "root-2.key", root)]
    made = set_up_centre(session.data, people, roots, clock=session.now())
    made.desk.close()
    session.say(
        f"县中心已建好。中心指纹：{made.desk.book.fingerprint}\n恢复码（印两份，分两个信封）：{made.recovery_code}",
        fingerprint=made.desk.book.fingerprint,
        recovery_code=made.recovery_code,
        roots=[str(path) for path, _ in roots],
    )


def _init_from_pack(session: Session, worker: str, pack: Path, fingerprint: str) -> None:
    from sheqi_desktop.operations.enrol_station import set_up_station

    made = set_up_station(
        session.data, pack, worker, session.password("一次性登记码：", CODE), session.password(),
        fingerprint_read=fingerprint, clock=session.now(),
    )  # fmt: skip
    made.desk.close()
    session.say(
        f"工作区已建好：{made.desk.place.name}。\n恢复码（印两份，分两个信封）：{made.recovery_code}",
        station=made.desk.station,
        slot=made.desk.place.slot,
        fingerprint=made.desk.machine.fingerprint,
        recovery_code=made.recovery_code,
    )


def enrol_invite(
    context: typer.Context,
    place: Annotated[str, typer.Option("--place", help="站码")],
    slot: Annotated[str, typer.Option("--slot", help="机位字母")],
    people: Annotated[list[str], typer.Option("--person", help="人员号、姓名、角色和电话（可不写），以半角冒号隔开")],
    out: Annotated[Path, typer.Option("--out", help="登记包写到哪个文件夹")],
    root_key: RootKeys,
    stations: Annotated[list[str] | None, typer.Option("--station", help="督导负责的站码（可写多个）")] = None,
) -> None:
    """县中心：给一个站的一台电脑，或一名督导的电脑（--place 写县中心代码）做登记包。"""
    from sheqi_desktop.operations.enrol_centre import Joining, invite

    session: Session = context.obj
    named = [(*person.split(":", 3), "")[:4] for person in people]
    joining = [Joining(who, name, role, phone, tuple(stations or ())) for who, name, role, phone in named]
    with session.desk() as desk:
        roots = opened(session, desk, root_key)
        made = invite(desk, place, slot, joining, out, *roots)
    codes = "\n".join(f"  {worker}：{code}" for worker, code in made.codes.items())
    session.say(
        f"登记包：{made.path}\n中心指纹（电话里念）：{made.fingerprint}\n一次性登记码：\n{codes}",
        file=str(made.path),
        fingerprint=made.fingerprint,
        codes=made.codes,
    )


def enrol_request(
    context: typer.Context, out: Annotated[Path, typer.Option("--out", help="申请文件写到哪个文件夹")]
) -> None:
    """站点：写申请文件，并显示本机指纹。"""
    from sheqi_desktop.operations.enrol_station import write_request

    session: Session = context.obj
    with session.desk() as desk:
        path = write_request(desk, out)
        session.say(
            f"申请文件：{path}\n本机指纹（电话里念）：{desk.machine.fingerprint}",
            file=str(path),
            fingerprint=desk.machine.fingerprint,
        )


def enrol_sign(
    context: typer.Context,
    request: Annotated[Path, typer.Argument(help="申请文件")],
    fingerprint: Annotated[str, typer.Option("--fingerprint", help="电话里念的站点指纹")],
    second: Annotated[str, typer.Option("--second", help="核准人的人员号")],
    out: Annotated[Path, typer.Option("--out", help="核准包写到哪个文件夹")],
    root_key: RootKeys,
) -> None:
    """县中心：核对指纹，两个人核准一台电脑，做核准包。"""
    from sheqi_desktop.operations.enrol_centre import approve

    session: Session = context.obj
    with session.desk() as desk:
        roots = opened(session, desk, root_key)
        other = session.password("核准人的口令：", SECOND_PASSWORD)
        path = approve(desk, request, fingerprint, second, other, out, *roots)
    session.say(f"核准包：{path}", file=str(path))


def enrol_accept(context: typer.Context, file: Annotated[Path, typer.Argument(help="核准包")]) -> None:
    """站点：打开核准包，登记完成。"""
    from sheqi_desktop.operations.enrol_station import accept_approval

    session: Session = context.obj
    with session.desk() as desk:
        accept_approval(desk, file)
        session.say(f"登记完成：{desk.place.name} {desk.place.slot} 机。", approved=desk.approved)


def which_computer(
    context: typer.Context,
    said: Annotated[
        Which | None, typer.Argument(help="same：同一台电脑恢复；moved：换了电脑；second：第二台电脑")
    ] = None,
) -> None:
    """资料拷到了另一台电脑：说明是哪一种情况；换了电脑和第二台电脑要再写申请文件，由县中心核准。"""
    from sheqi_desktop.operations.second_computer import answer, asks

    session: Session = context.obj
    with session.desk() as desk:
        if said is not None:
            answer(desk, said)
        waiting = asks(desk)
        session.say(
            "还没有说明是哪一种情况。" if waiting else f"{desk.place.name} {desk.place.slot} 机。",
            asked=waiting,
            slot=desk.place.slot,
            approved=desk.approved,
            fingerprint=desk.machine.fingerprint,
        )
