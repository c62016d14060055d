"""Ask what a step with a whole file needs (why, until when, to whom), and take it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.dates import parse_day
from sheqi_desktop.gui import ask
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.widgets.buttons import PRIMARY
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.look_up import get
from sheqi_desktop.operations.move import file_kind, move

_Answer = str | None
AT_WORK = frozenset({"social_worker", "station_lead"})
"""Who may be given a case."""


def take_step(page: ReadingPage, desk: Desk, record: str, step: str) -> None:
    """Take a step with a file after asking for what it needs; nothing happens when the person thinks better of it."""
    known = file_kind(get(desk, record).kind)
    wanted = known.moves[step]
    told: dict[str, Any] = {}
    for need in wanted.needs:
        answer = _ASKED[need](page, desk, f"{known.title}{wanted.words}")
        if answer is None:
            return
        told[need] = answer
    comment = ""
    if wanted.comment_needed:
        said = ask.reason(
            page, f"{known.title}{wanted.words}", "写下为什么，留在经过里。", "原因", action=wanted.words, kind=PRIMARY
        )
        if said is None:
            return
        comment = said
    elif not wanted.needs:
        said_ = ask.decide(
            page,
            f"{known.title}{wanted.words}？",
            "这一步会写进经过，其他电脑合并后也看得到。",
            (ask.Choice("no", "先不"), ask.Choice("yes", wanted.words, PRIMARY)),
            harmless="no",
            icon="flag",
        )
        if said_ != "yes":
            return

    def done(changes: Changes) -> None:
        page.changed.emit(changes)
        page.toast(f"已{wanted.words}。")

    page.jobs.run(lambda job: move(desk, record, step, comment, **told), done, page.sorry)


def _a_day(page: ReadingPage, desk: Desk, title: str) -> _Answer:
    words = "像这样写：2023-09-30、9-30、+14。最长 90 天。"
    said = ask.reason(page, title, words, "预计恢复日期", at_least=2, action="下一步", kind=PRIMARY)
    if said is None:
        return None
    found = parse_day(said, desk.clock.today())
    if found is None:
        ask.tell(page, "日期看不懂", "请写成2023-09-30这样的日期，再来一次。")
        return None
    return found.isoformat()


def _a_colleague(page: ReadingPage, desk: Desk, title: str) -> _Answer:
    people = [one for one in desk.colleagues() if one.worker_id != desk.me.worker_id and AT_WORK & desk.roles_of(one)]
    # Nobody is chosen beforehand: Enter must not give a case away.
    place = ask.choose_from_list(page, title, "交给哪位社工？", [one.name for one in people], "交给这位", first=-1)
    return None if place is None else people[place].worker_id


def _a_station(page: ReadingPage, desk: Desk, title: str) -> _Answer:
    stations = [one for one in desk.library.places.stations if one.code != desk.station]
    place = ask.choose_from_list(page, title, "转到哪个站？", [one.name for one in stations], "转到这里", first=-1)
    return None if place is None else stations[place].code


_ASKED: dict[str, Callable[[ReadingPage, Desk, str], _Answer]] = {
    "resume_on": _a_day,
    "to_worker": _a_colleague,
    "to_station": _a_station,
}
