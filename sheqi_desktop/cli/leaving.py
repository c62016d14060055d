"""``sheqi handover``: whoever leaves hands over; and the verbs after it: the slot, the account, the forgotten 口令."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sheqi_desktop.cli.help import Verbs
from sheqi_desktop.cli.roots import RootKeys, opened
from sheqi_desktop.cli.session import SECOND_PASSWORD, Session

Record = Annotated[str, typer.Argument(help="移交的内部标识或编号")]
ANSWER_CODE = "SHEQI_ANSWER_CODE"


def add_to(app: typer.Typer) -> None:
    """Give these verbs to the command line."""
    verbs = Verbs(help="工作移交：列出没办完的、三方签字、一次交清。", no_args_is_help=True)
    for name, verb in (
        ("begin", begin), ("show", show), ("fill", fill), ("again", again), ("sign", sign), ("done", done),
        ("slot", slot), ("waiting", waiting), ("close", close),
    ):  # fmt: skip
        verbs.command(name)(verb)
    app.add_typer(verbs, name="handover")
    forgot = Verbs(help="忘了口令又没有恢复单：经县中心用文件打开。", no_args_is_help=True)
    forgot.command("ask")(ask)
    forgot.command("answer")(answer)
    forgot.command("open")(open_)
    app.add_typer(forgot, name="forgot")


# ------------------------------------------------------------------------------ at the station
def begin(
    context: typer.Context,
    who: Annotated[str, typer.Argument(help="移交人")],
    to: Annotated[str, typer.Argument(help="接收人")],
    on: Annotated[str, typer.Option("--on", help="生效日期")],
    witness: Annotated[str, typer.Option("--witness", help="监交人（本站的人）")] = "",
    outside: Annotated[str, typer.Option("--outside", help="站外监交人的姓名")] = "",
    on_behalf: Annotated[str, typer.Option("--on-behalf", help="代移交的原因（人已经不在）")] = "",
) -> None:
    """写移交清单，移交人没办完的都列上。"""
    from sheqi_desktop.operations.handover import Leaving, begin_handover

    session: Session = context.obj
    with session.desk() as desk:
        saved = begin_handover(desk, Leaving(who, to, witness, on, outside, on_behalf))
    session.say(f"移交清单：{saved.number}", record=saved.record, doc_no=saved.number)


def show(context: typer.Context, record: Record) -> None:
    """看一份移交：每一项还差什么，谁签了字。"""
    from sheqi_desktop.operations.handover_file import handover_file

    session: Session = context.obj
    with session.desk() as desk:
        file = handover_file(desk, record)
    for one in file.items:
        words = f"{one.id}  {one.kind}  {one.what}  {one.to}  {one.lacks or '齐了'}"
        session.say(words, id=one.id, kind=one.kind, what=one.what, lacks=one.lacks)
    signed = {part: who for part, who, _ in file.signed if who}
    session.say(
        file.left or f"都齐了；已签字：{'、'.join(signed.values())}", left=file.left, state=file.state, signed=signed
    )


def fill(
    context: typer.Context,
    record: Record,
    item: Annotated[str, typer.Argument(help="事项的内部标识（show 列出的）")],
    done_: Annotated[bool, typer.Option("--done", help="已办")] = False,
    to: Annotated[str, typer.Option("--to", help="交给")] = "",
    informed: Annotated[bool, typer.Option("--informed", help="已告知服务对象")] = False,
    guardian: Annotated[bool, typer.Option("--guardian", help="已告知监护人")] = False,
    visit: Annotated[str, typer.Option("--visit", help="共同探访日期")] = "",
) -> None:
    """填一项的办理情况。"""
    from sheqi_desktop.operations.handover import change_item

    session: Session = context.obj
    said = {
        "done": done_, "to": to, "client_informed": informed, "guardian_informed": guardian, "joint_visit_on": visit,
    }  # fmt: skip
    with session.desk() as desk:
        change_item(desk, record, item, **{name: value for name, value in said.items() if value})
    session.say("已填。", item=item)


def again(context: typer.Context, record: Record) -> None:
    """写清单以后又没办完的，补进清单。"""
    from sheqi_desktop.operations.handover import look_again

    session: Session = context.obj
    with session.desk() as desk:
        count = look_again(desk, record)
    session.say(f"补进 {count} 项。", items=count)


def sign(
    context: typer.Context,
    record: Record,
    part: Annotated[str, typer.Argument(help="移交人、接收人或监交人")],
    worker: Annotated[str, typer.Option("--worker", help="签字的人（不写就是自己）")] = "",
    paper: Annotated[str, typer.Option("--paper", help="在纸上签的：谁、哪天签的")] = "",
) -> None:
    """三方之一签字，各用自己的口令。"""
    from sheqi_desktop.domain.records.handover import PARTS
    from sheqi_desktop.operations.handover import sign_handover

    session: Session = context.obj
    named = {words: name for name, words in PARTS.items()}
    if part not in named:
        raise typer.BadParameter("写移交人、接收人或监交人。")
    with session.desk() as desk:
        sign_handover(desk, record, named[part], session.second(worker), paper)
    session.say(f"{part}已签字。", part=named[part])


def done(context: typer.Context, record: Record) -> None:
    """完成移交：个案、服务对象、小组一次都换到接收人名下。"""
    from sheqi_desktop.operations.handover import complete_handover

    session: Session = context.obj
    with session.desk() as desk:
        complete_handover(desk, record)
    session.say("移交完成。", record=record)


def slot(
    context: typer.Context,
    worker: Annotated[str, typer.Argument(help="已移交的人；只换钥匙就写 -")],
) -> None:
    """移除一个人在本机的口令，并给资料换钥匙；以前的备份还用以前的钥匙。"""
    from sheqi_desktop.operations.take_slot_away import OLD_COPIES, change_key, take_slot_away

    session: Session = context.obj
    with session.desk() as desk:
        if worker == "-":
            change_key(desk)
        else:
            take_slot_away(desk, worker)
    session.say(f"钥匙已换，新的备份也做好了。{OLD_COPIES}", worker=worker)


# ------------------------------------------------------------------------------ at the centre
def waiting(context: typer.Context) -> None:
    """县中心：列出移交完了、账号等着停用的人。"""
    from sheqi_desktop.operations.close_account import leavers

    session: Session = context.obj
    with session.desk() as desk:
        for one in leavers(desk):
            words = f"{one.worker}  {one.station_name}  {one.name}  到 {one.until}"
            session.say(words, worker=one.worker, station=one.station, until=one.until)


def close(
    context: typer.Context,
    worker: Annotated[str, typer.Argument(help="人员号")],
    station: Annotated[str, typer.Argument(help="站码")],
    root_key: RootKeys,
) -> None:
    """县中心：用根密钥停用一个账号，从生效日期的第二天起。"""
    from sheqi_desktop.operations.close_account import close_account

    session: Session = context.obj
    with session.desk() as desk:
        roots = opened(session, desk, root_key)
        one = close_account(desk, worker, station, *roots)
    session.say(f"{one.name}的账号到 {one.until} 为止。", worker=worker, until=one.until)


# ------------------------------------------------------------------------------ forgotten
def ask(context: typer.Context, file: Annotated[Path, typer.Argument(help="求助文件写到哪里")]) -> None:
    """站点：写求助文件，显示电话里念的指纹。"""
    from sheqi_desktop.operations.through_centre import ask_centre

    session: Session = context.obj
    said = ask_centre(session.data, file, session.now(), session.data.name)
    session.say(f"求助文件：{file}\n电话里念：{said}", file=str(file), fingerprint=said)


def answer(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="求助文件")],
    fingerprint: Annotated[str, typer.Option("--fingerprint", help="电话里念的五组数字")],
    second: Annotated[str, typer.Option("--second", help="同意的人的人员号")],
    out: Annotated[Path, typer.Option("--out", help="应答文件写到哪个文件夹")],
    device: Annotated[str, typer.Option("--device", help="口令文件坏了的电脑的内部标识")] = "",
) -> None:
    """县中心：两个人核对后写应答文件，代码在电话里念。"""
    from sheqi_desktop.operations.through_centre import answer_ask

    session: Session = context.obj
    with session.desk() as desk:
        other = session.password("同意的人的口令：", SECOND_PASSWORD)
        made = answer_ask(desk, file, fingerprint, second, other, out, device)
    session.say(f"应答文件：{made.path}\n电话里念的代码：{made.code}", file=str(made.path), code=made.code)


def open_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="应答文件")],
    worker: Annotated[str, typer.Option("--worker", help="给谁设新口令")],
) -> None:
    """站点：用应答文件和代码打开，设新口令，换新的恢复码。"""
    from sheqi_desktop.operations import forgotten
    from sheqi_desktop.operations.through_centre import open_with_answer

    session: Session = context.obj
    opened = open_with_answer(session.data, file, session.password("电话里念的代码：", ANSWER_CODE))
    desk = forgotten.set_password(opened, worker, session.password("新口令："), session.clock)
    try:
        code = forgotten.next_code(desk)
        forgotten.keep_code(desk, code)
    finally:
        desk.close()
    session.say(f"新口令已设。新的恢复码（印两份，分两个信封）：{code}", worker=worker, recovery_code=code)
