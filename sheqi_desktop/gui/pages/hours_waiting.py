"""What waits above the records of service: 审核, 时段重叠, 待录入全国系统, 即将超期, 通知更换证明."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.codes import ServiceQuality
from sheqi_desktop.domain.meanwhile import Began
from sheqi_desktop.gui import ask
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import SOFT, Button
from sheqi_desktop.gui.widgets.flow import FlowLayout
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.issue_certificate import to_replace
from sheqi_desktop.operations.settle_overlap import overlaps_to_settle
from sheqi_desktop.operations.verify_hours import (
    drafts_running_out,
    mark_entered,
    to_verify,
    verify_hours,
    waiting_for_national,
)

QUALITIES = ("优", "良", "合格", "不合格")


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits: the records to verify, those of projects for the national system, and two counts."""

    verify: Mapping[str, Began] = field(default_factory=dict)
    """Each as it was looked at, so that nobody verifies what was changed since."""
    national: tuple[str, ...] = ()
    national_alone: int = 0
    running_out: int = 0
    replace: int = 0
    overlaps: int = 0


def waiting(desk: Desk) -> Waiting:
    """Read what waits at this desk."""
    for_national = waiting_for_national(desk)
    of_projects = tuple(one.id for one in for_national if one.answers.get("project_id"))
    return Waiting(
        {one.id: Began(one.heads, one.answers) for one in to_verify(desk)},
        of_projects,
        len(for_national) - len(of_projects),
        len(drafts_running_out(desk)),
        len(to_replace(desk)),
        overlaps_to_settle(desk),
    )


class HoursWaiting(QWidget):
    """A line of things to do; each is there only while something waits."""

    changed = Signal(object)
    said = Signal(str)
    trouble = Signal(object)
    overlaps_asked = Signal()

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._jobs, self._found = desk, jobs, Waiting()
        line = FlowLayout(self, gap=10)
        self.verify = Button("", SOFT, "badge-check", small=True, name="hours_verify", pressed=self._verify)
        self.national = Button("", SOFT, "send", small=True, name="hours_national", pressed=self._enter)
        self.overlaps = Button("", SOFT, "clock-alert", small=True, name="hours_overlaps")
        self.overlaps.clicked.connect(self.overlaps_asked)
        self.words = PlainLabel("", "second", tone="warn")
        for part in (self.verify, self.overlaps, self.national, self.words):
            line.addWidget(part)
            part.hide()

    def look(self) -> None:
        """Read again."""
        self._jobs.run(lambda job: waiting(self._desk), self._show, self.trouble.emit)

    def _show(self, found: Waiting) -> None:
        self._found = found
        self.verify.set_words(f"审核 {len(found.verify)} 条")
        self.verify.setVisible(bool(found.verify))
        self.overlaps.set_words(f"{found.overlaps} 组时间重叠，待核定")
        self.overlaps.setVisible(bool(found.overlaps))
        self.national.set_words(f"{len(found.national)} 条待录入全国系统")
        self.national.setVisible(bool(found.national))
        said = [
            f"{found.running_out} 条草稿即将超期" if found.running_out else "",
            f"{found.national_alone} 条没有项目，暂不能录入全国系统" if found.national_alone else "",
            f"{found.replace} 份证明要通知更换" if found.replace else "",
        ]
        self.words.setText("；".join(one for one in said if one))
        self.words.setVisible(any(said))

    def _verify(self) -> None:
        seen = self._found.verify
        wanted = list(seen)
        chosen = ask.choose_from_list(
            self,
            f"审核 {len(wanted)} 条服务记录",
            "审核后计入时长，并记下服务评价。有疑问的请先打开那一条看。",
            QUALITIES,
            "按这个评价审核",
        )
        if chosen is not None:
            quality = ServiceQuality(chosen + 1)
            self._run(partial(verify_hours, self._desk, wanted, quality, seen), f"已审核 {len(wanted)} 条。")

    def _enter(self) -> None:
        count = len(self._found.national)
        number = ask.reason(
            self,
            f"{count} 条已录入全国志愿服务信息系统？",
            "录入全国志愿服务信息系统后，在这里填日期和项目编号。日期记为今天。",
            "项目编号",
            1,
            "标为已录入",
            "primary",
        )
        if number is not None:
            today = self._desk.clock.today()
            self._run(
                partial(mark_entered, self._desk, self._found.national, today, number), f"已标为已录入 {count} 条。"
            )

    def _run(self, verb: Callable[[], Changes], words: str) -> None:
        def done(changes: object) -> None:
            self.said.emit(words)
            self.changed.emit(changes)
            self.look()

        def refused(trouble: object) -> None:
            self.trouble.emit(trouble)
            self.look()

        self._jobs.run(lambda job: verb(), done, refused)
