"""Whose a file that does not open probably is, by its name and by the list that lay beside it.

Anybody can rename a file and write a list: it is a hint for people, nothing is decided by it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.return_bundles import LINE, WHOSE
from sheqi_desktop.sync.circles import address_of

NO_PROOF = "文件名谁都能改，只作参考。"
_NAME = re.compile(
    r"(SQ|HF|HZ)-([0-9]{9}(?:-[0-9])?)-([A-Z])(?:-([0-9]{6}))?(?:-([0-9]+)of([0-9]+))?(?:-for([A-Z]{1,26}))?\.sqb"
)
FOR_ONE = {"HF": "恢复包", "HZ": "核准包"}
"""Files that are named after the one machine they are for; all others after the machine that wrote them."""
_LIST_AT_MOST = 64 << 10


@dataclass(frozen=True, slots=True)
class Named:
    """What the name of a file says."""

    sort: str
    unit: str
    slot: str
    number: int = 0
    part: int = 1
    of: int = 1
    only: str = ""
    """The letters of the machines it was written for, where its name gives them."""


def named(name: str) -> Named | None:
    """Read the name of a bundle; None for any other."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    sort, unit, slot, number, part, of, only = found.groups()
    return Named(sort, unit, slot, int(number or 0), int(part or 1), int(of or 1), only or "")


def whose_file(desk: Desk, path: Path) -> str:
    """Say whose a file that does not open probably is and what to do with it, '' where nothing tells."""
    one = named(path.name)
    if one is None or desk.unit_name(one.unit) == one.unit:
        return ""
    told = _listed(desk, path) or _by_name(desk, one)
    return f"{told}{NO_PROOF}" if told else ""


def _by_name(desk: Desk, one: Named) -> str:
    wrote = _machine(desk, one.unit, one.slot)
    if one.sort in FOR_ONE:
        what = FOR_ONE[one.sort]
        if (one.unit, one.slot) == (desk.station, desk.place.slot):
            return f"按文件名，它是给本机的{what}，却打不开，多半坏了：请县中心重新做一份。"
        return f"这个文件像是给{wrote}的{what}，本机是{_own(desk)}：请拿到{wrote}上导入。"
    if (one.unit, one.slot) == (desk.station, desk.place.slot):
        return "按文件名，它是本机自己做的：请交给收件人，本机不用导入。"
    if one.only and desk.place.slot not in one.only:
        return (
            f"这个文件像是{wrote}单给 {'、'.join(one.only)} 机的，本机是 {desk.place.slot} 机：请拿到那台电脑上导入。"
        )
    return _without_receiver(desk, one, wrote)


def _without_receiver(desk: Desk, one: Named, wrote: str) -> str:
    """Say it of a file whose name tells only who wrote it."""
    if one.unit == desk.library.centre_unit:
        return f"按文件名，它是{wrote}做的，给谁没有写在文件名里：请照“{WHOSE}”核对，或打电话问一声是给谁的。"
    if desk.place.kind == "station":
        return f"按文件名，它是{wrote}做的，像是交给县中心的：请交给县中心。要给本机看的，请那边导出时选本机作收件人。"
    return f"按文件名，它是{wrote}做的，没有写本机作收件人：请那边导出时选对收件人，再做一份。"


def _listed(desk: Desk, path: Path) -> str:
    """Say it by the list the centre writes beside its return bundles; a name no unit has is not repeated."""
    text = ""
    with suppress(OSError), (path.parent / WHOSE).open("rb") as file:
        text = file.read(_LIST_AT_MOST).decode("utf-8-sig", "replace")
    begin = LINE.format(file=path.name, whom="")
    told = next((line.removeprefix(begin).strip() for line in text.splitlines() if line.startswith(begin)), "")
    if told not in {desk.unit_name(address_of(one)) for one in desk.book.newest.devices}:
        return ""
    own = desk.book.newest.device(desk.machine.device)
    if told == desk.unit_name(address_of(own) if own else desk.station):
        return (
            f"旁边的“{WHOSE}”写着它是给{told}的，本机却打不开：可能坏了，或者只给站里另一台电脑。请县中心重新做一份。"
        )
    return f"旁边的“{WHOSE}”写着它是给{told}的，不是给本机的：请交给{told}，再找一找给自己的那一个。"


def _own(desk: Desk) -> str:
    return _machine(desk, desk.station, desk.place.slot)


def _machine(desk: Desk, unit: str, slot: str) -> str:
    """Name a machine as people do: 赊店镇 B 机, 督导王五, and the centre without its letter."""
    known = desk.book.newest.station_device(unit, slot)
    return desk.unit_name(unit) if known is not None and known.kind == "center" else desk.unit_name(f"{unit}-{slot}")
