"""One 工作移交: everything that is open and where it goes, the three signatures, and carrying it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.records.handover import KIND, PARTS, STATES, TONES
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.page import Action, AsksForSlot
from sheqi_desktop.gui.pages.file_page import FilePage
from sheqi_desktop.gui.pages.handover_sign import ask_paper, ask_signature
from sheqi_desktop.gui.record_table import BadgeCell, Column, Row
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import LINK, PLAIN, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle
from sheqi_desktop.gui.widgets.key_values import KeyValues
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.handover import (
    change_item,
    complete_handover,
    look_again,
    sign_handover,
)
from sheqi_desktop.operations.handover_file import HandoverFile, handover_file
from sheqi_desktop.operations.take_slot_away import OLD_COPIES, left_with_slot, new_key_owed

COLUMNS = (
    Column("kind", "类别", 96, "strong", sortable=False),
    Column("what", "事项", 220, stretch=True, sortable=False),
    Column("to", "交给", 84, sortable=False),
    Column("state", "办理", 190, "badges", sortable=False),
)
AFTER = "个案、服务对象、小组一次都换到接收人名下；以前的记录，写的人不变。"


class HandoverPage(FilePage[HandoverFile], AsksForSlot):
    """The page of one handover."""

    KINDS = frozenset({KIND, "case", "client", "group", "visit", "volunteer_team"})
    KIND, TITLE, LIST = KIND, "工作移交", ("工作移交", "list/handover")
    ICON = "users"
    COLUMNS, TABLE, TABLE_NAME = COLUMNS, ("移交事项", "移交事项"), "handover_items"
    TABLE_LEAST, SIDE_WIDTH = (560, 230), 340

    slot_asked = Signal(str)
    """Take somebody's 口令 away and change the key ('' where only the key is left to do)."""

    def offered(self) -> Sequence[Action]:
        """Offer the paper, the form, and carrying it out."""
        return (
            Action("handover_print", "打印清单", "printer", self.print_, PLAIN),
            Action("handover_edit", "填办理情况", "pencil", self.edit, PLAIN),
            Action("handover_done", "完成移交", "check-check", self.submit, PRIMARY),
        )

    def read(self, desk: Desk, record: str) -> HandoverFile:
        """Read it, and look again at what is open."""
        found = handover_file(desk, record)
        worker = str(found.answers.get("from_id") or "")
        self._slot = worker if any(one == worker for one, _ in left_with_slot(desk)) else ""
        self._owed = new_key_owed(desk)
        self._here = dict(desk.vault.people)
        return found

    def show_head(self, found: HandoverFile) -> None:
        """Show how far it has come."""
        line = f"{found.who[0]} → {found.who[1]}，{found.on} 生效"
        self.head.say(f"{found.name}的工作移交", STATES[found.state], TONES[found.state], line)
        done = found.state == "done"
        complete = self.head.buttons["handover_done"]
        complete.explain(self._why_not(found))
        complete.setVisible(not done and found.may)
        self.head.buttons["handover_edit"].setVisible(not done)
        left = sum(bool(one.lacks) for one in found.items)
        self.table_title.say("都齐了" if not left or done else f"还差 {left} 项　回车勾选或填写")

    def _why_not(self, found: HandoverFile) -> str:
        if found.left:
            return found.left
        waiting = [PARTS[part] for part, who, _ in found.signed if not who]
        return f"{'、'.join(waiting)}还没有签字" if waiting else ""

    def rows(self, found: HandoverFile) -> list[Row]:
        """Give the items."""
        return [
            Row(
                one.id,
                (
                    one.kind,
                    one.what,
                    one.to,
                    (BadgeCell(one.lacks, "warn") if one.lacks else BadgeCell("齐了", "ok", "check"),),
                ),
            )
            for one in found.items
        ]

    def cards(self, found: HandoverFile) -> Iterator[QWidget]:
        """Give what is left, what came since, the three, and what follows."""
        if found.state == "done":
            yield self._afterwards(found)
        if found.left:
            yield Banner("warn", "还不能完成", found.left, name="handover_left")
        if found.found:
            again = Banner(
                "info", f"又有 {found.found} 项没有办完", "写清单以后才有的。", "补进清单", name="handover_again"
            )
            again.pressed.connect(self._look_again)
            yield again
        yield self._signatures(found)
        facts = Card()
        facts.body.addWidget(CardTitle("移交"))
        lines = [("移交人", found.who[0]), ("接收人", found.who[1]), ("监交人", found.who[2]), ("生效日期", found.on)]
        if found.behalf:
            lines.append(("代移交", found.behalf))
        facts.body.addWidget(KeyValues(lines))
        facts.body.addWidget(PlainLabel(AFTER, "hint", wrap=True))
        yield facts

    def _signatures(self, found: HandoverFile) -> QWidget:
        card = Card()
        card.body.addWidget(CardTitle("三方签字"))
        for part, who, when in found.signed:
            line = layout.row(gap=8)
            line.addWidget(PlainLabel(PARTS[part], "body"))
            line.addStretch(1)
            if who:
                line.addWidget(PlainLabel(f"{who} {when}", "second"))
                line.addWidget(Badge("已签", "ok"))
            elif found.state != "done":
                button = Button(
                    "签字…", LINK, "pen-line", small=True, name=f"sign_{part}", pressed=partial(self._sign, part)
                )
                button.setAccessibleName(f"{PARTS[part]}签字")
                button.explain(found.left)
                line.addWidget(button)
            card.body.addLayout(line)
        return card

    def _afterwards(self, found: HandoverFile) -> QWidget:
        card = Card()
        card.body.addWidget(CardTitle("接下来"))
        words = "导出数据包交给县中心：账号由县中心用根密钥停用，“站点与人员”会提示。"
        card.body.addWidget(PlainLabel(f"1. {words}", "body", wrap=True))
        if self._slot or self._owed:
            said = f"2. 移除{found.name}在这台电脑上的口令，并给资料换钥匙。{OLD_COPIES}"
            card.body.addWidget(PlainLabel(said, "body", wrap=True))
            asked = "移除口令，换钥匙…" if self._slot else "换钥匙…"
            button = Button(asked, PRIMARY, "key-round", name="handover_slot", pressed=self._take_slot)
            button.explain("" if found.may else "由站负责人办理")
            card.body.addWidget(button, 0, layout.LEFT)
        elif str(found.answers.get("from_id")) in self._here:
            card.body.addWidget(PlainLabel(f"2. {found.on} 过后，到这里移除口令，并给资料换钥匙。", "body", wrap=True))
        else:
            card.body.addWidget(PlainLabel("2. 口令已移除，钥匙已换。", "body", wrap=True))
        return card

    # ------------------------------------------------------------------ doing
    def open_row(self, row: str) -> None:
        """Tick what only a person can say is done; fill in the rest in the form."""
        line = next((one for one in self.file.items if one.id == row), None) if self.file else None
        if line is None or self.file is None or self.file.state == "done":
            return
        if line.tick:
            record, done = self.file.record, not line.done
            self.jobs.run(lambda job: change_item(self.desk, record, row, done=done), self._changed, self.sorry)
        else:
            self.edit()

    def submit(self) -> None:
        """Ctrl+Enter: carry it out."""
        if self.file is None or self._why_not(self.file) or self.file.state == "done":
            return
        choices = (ask.Choice("no", "先不"), ask.Choice("yes", "完成移交", PRIMARY))
        if ask.decide(self, f"完成{self.file.name}的移交？", AFTER, choices, "no", "check-check", "tint") == "yes":
            record = self.file.record
            self.jobs.run(lambda job: complete_handover(self.desk, record), self._completed, self.sorry)

    def _sign(self, part: str) -> None:
        assert self.file is not None
        record, second, comment = self.file.record, None, ""
        named = str(self.file.answers.get(f"{part}_id") or "")
        behalf = part == "from" and bool(self.file.behalf)
        if named in self._here and named != self.desk.me.worker_id and not behalf:
            second = ask_signature(self, f"{PARTS[part]}签字", named, self.desk.person_name(named))
            if second is None:
                return
        elif named != self.desk.me.worker_id and not behalf:
            said = ask_paper(self, PARTS[part])
            if said is None:
                return
            comment = said
        self.jobs.run(lambda job: sign_handover(self.desk, record, part, second, comment), self._changed, self.sorry)

    def _look_again(self) -> None:
        assert self.file is not None
        record = self.file.record
        self.jobs.run(lambda job: look_again(self.desk, record), lambda _: self._changed(Changes()), self.sorry)

    def _changed(self, changes: Changes) -> None:
        self.changed.emit(changes)
        self.look()

    def _completed(self, changes: Changes) -> None:
        self.toast("移交完成，都到接收人名下了。")
        self._changed(changes)

    def _take_slot(self) -> None:
        assert self.file is not None
        title = f"移除{self.file.name}的口令，换钥匙？" if self._slot else "给资料换钥匙？"
        words = f"资料会用新钥匙抄一份，核对后换上，几分钟里不能做别的。{OLD_COPIES}"
        choices = (ask.Choice("no", "先不"), ask.Choice("yes", "开始", PRIMARY))
        if ask.decide(self, title, words, choices, "no", "key-round", "warn") == "yes":
            self.slot_asked.emit(self._slot)

    def help_topic(self) -> str:
        """F1."""
        return KIND
