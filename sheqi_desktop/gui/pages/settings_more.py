"""口令与锁定, 备份, 本站资料, 快捷键, 关于: the quieter pages of the settings."""

from __future__ import annotations

from importlib import metadata

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask, layout, preferences
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.home_backup import FAILED, SAME_DRIVE
from sheqi_desktop.gui.pages.settings_colleague import ColleagueBox
from sheqi_desktop.gui.pages.settings_parts import Part, setting
from sheqi_desktop.gui.pages.settings_password import PasswordBox
from sheqi_desktop.gui.text import PlainLabel, breaking
from sheqi_desktop.gui.widgets.buttons import PLAIN, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Line
from sheqi_desktop.gui.widgets.fingerprint import FingerprintBox
from sheqi_desktop.gui.widgets.flow import FlowLayout
from sheqi_desktop.gui.widgets.key_values import KeyValues
from sheqi_desktop.gui.widgets.segments import Segment, Segments
from sheqi_desktop.operations.back_up import back_up, drill, other_drive
from sheqi_desktop.operations.backup_state import backup_state
from sheqi_desktop.operations.desk import Desk

MINUTES = (5, 10, 20, 30)
KEYS = (
    ("Ctrl+K", "全局查找：人、记录、可以做的事"),
    ("Ctrl+F", "在这一页里找"),
    ("Ctrl+N", "新建"),
    ("Ctrl+S", "保存"),
    ("Ctrl+Enter", "提交"),
    ("Ctrl+P", "打印预览"),
    ("Ctrl+Z", "撤销"),
    ("Ctrl+Y", "重做刚撤销的"),
    ("Ctrl+L", "马上锁定"),
    ("Ctrl+1…9", "左边的栏目"),
    ("Ctrl + 加号 / 减号 / 0", "字号"),
    ("Alt+←", "回到刚才的地方"),
    ("F1", "帮助"),
    ("F2", "改选中的一行"),
    ("F5", "重新算一遍"),
    ("F8", "下一处要改的"),
    ("Ctrl+↓ / Ctrl+↑", "下一节、上一节"),
    ("Ctrl+D", "这一项同上次"),
    ("0–4", "情况：未了解、正常、同上次、有变化、异常"),
)


class LockSettings(Part):
    """When the program locks itself."""

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__(desk, jobs, "口令与锁定")
        self.minutes = Segments([Segment(one, f"{one} 分钟", n) for n, one in enumerate(MINUTES, 1)])
        self.minutes.setAccessibleName("多久不用就锁定")
        self.minutes.set_value(preferences.load().lock_minutes)
        self.minutes.chosen.connect(lambda _: preferences.change(lock_minutes=int(str(self.minutes.value()))))
        words = "没人动键盘和鼠标多久，就自动锁定；电脑睡眠醒来也会锁"
        self.body.addWidget(setting("自动锁定", words, self.minutes))
        self.body.addWidget(Line())
        names = "、".join(name for _, name in desk.vault.people)
        self._people = KeyValues((("本机能打开的人", names),), key_width=110)
        self.body.addWidget(self._people)
        self.body.addWidget(Line())
        self.password = PasswordBox(desk, jobs)
        self.body.addWidget(self.password)
        self.colleague = ColleagueBox(desk, jobs) if desk.place.kind == "station" else None
        if self.colleague is not None:
            self.body.addWidget(Line())
            self.body.addWidget(self.colleague)
        self.body.addStretch(1)

    def look(self) -> None:
        """Show who has a 口令 now."""
        names = "、".join(name for _, name in self.desk.vault.people)
        self._people.show_facts((("本机能打开的人", names),))
        self.password.look()
        if self.colleague is not None:
            self.colleague.look()


class BackupSettings(Part):
    """Where the copies are, one more now, and proof that they can be opened."""

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__(desk, jobs, "备份与恢复")
        self._facts = KeyValues(key_width=110)
        self.body.addWidget(self._facts)
        holder = QWidget()
        line = FlowLayout(holder, gap=8)
        self.now = Button("现在备份", PRIMARY, "archive", name="backup_now", pressed=self._back_up)
        self.stick = Button("备份到 U 盘", PLAIN, "usb", name="backup_stick", pressed=self._to_stick)
        self.test = Button("试着恢复一次", PLAIN, "archive-restore", name="backup_drill", pressed=self._drill)
        folder = Button("打开文件夹", PLAIN, "folder-open", name="backup_folder", pressed=self._open_folder)
        for button in (self.now, self.stick, self.test, folder):
            line.addWidget(button)
        self.body.addWidget(holder)
        self._said = PlainLabel("", "second_main", wrap=True)
        self.body.addWidget(self._said)
        words = (
            "退出时有改动就自动备份一份；程序一直开着，每天锁定时备份一份。上次用的 U 盘插着，也拷一份。"
            "每份写完都会重新打开核对一遍，才算数，和资料一样是加密的。"
            "留 7 天、8 周、3 个月里每月和往年每年各一份，多的自动删去。"
        )
        self.body.addWidget(PlainLabel(words, "second", wrap=True))
        self.body.addStretch(1)
        self.look()

    def look(self) -> None:
        """Show the last copy, the last one carried away, and whether the last drill passed."""
        state = backup_state(self.desk)
        self._facts.show_facts(
            (
                ("上次备份", state.here),
                ("上次拷到 U 盘", state.away),
                ("上次恢复演练", state.drill),
                ("放在", breaking(str(self.desk.folder / "backups"))),
            )
        )

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.desk.folder / "backups")))

    def _back_up(self) -> None:
        self._begin("正在备份并核对…")
        self.jobs.run(lambda job: back_up(self.desk), self._done, self._sorry)

    def _to_stick(self) -> None:
        folder = ask.folder(self, "选 U 盘上的文件夹")
        if folder is not None:
            self._begin("正在写入并核对…")
            desk = self.desk
            self.jobs.run(
                lambda job: (back_up(desk, folder), other_drive(folder, desk.folder)), self._carried, self._sorry
            )

    def _drill(self) -> None:
        self._begin("正在临时恢复一份，和现在的比对…")
        self.jobs.run(lambda job: drill(self.desk), self._drilled, self._sorry)

    def _begin(self, words: str) -> None:
        self._said.setText(words)
        for button in (self.now, self.stick, self.test):
            button.setEnabled(False)

    def _ready(self, words: str) -> None:
        self._said.setText(words)
        for button in (self.now, self.stick, self.test):
            button.setEnabled(True)
        self.look()

    def _done(self, made: object) -> None:
        at = getattr(made, "made_at", self.desk.clock.now()).astimezone(COUNTY)
        self._ready(f"备份好了，已核对（{at:%H:%M}，{getattr(made, 'records', 0)} 条记录）。")

    def _carried(self, found: tuple[object, bool]) -> None:
        made, away = found
        self._done(made)
        if not away:
            self._said.setText(SAME_DRIVE)

    def _drilled(self, found: tuple[bool, str]) -> None:
        passed, digest = found
        self._ready(f"恢复得回来，内容一致（{digest[:8]}）。" if passed else FAILED)

    def _sorry(self, trouble: Trouble) -> None:
        self._ready("")
        self.sorry(trouble)


class StationSettings(Part):
    """Who we are: station, machine, people, fingerprint; and what to do when one of us leaves."""

    go_handover = Signal()

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__(desk, jobs, "本站资料")
        people = "、".join(one.name for one in desk.colleagues())
        state = "县中心已核准" if desk.approved else "等县中心核准"
        facts = (
            ("站点", f"{desk.place.name}（{desk.station}）"),
            ("机位", f"{desk.place.slot} 机・{state}"),
            ("人员", people),
            ("资料放在", str(desk.folder)),
        )
        self.body.addWidget(KeyValues(facts, key_width=110))
        self.body.addWidget(Line())
        self.body.addWidget(PlainLabel("本机指纹（电话里念给县中心听）", "strong"))
        self.body.addWidget(FingerprintBox(desk.machine.fingerprint), 0, layout.LEFT)
        if desk.place.kind == "station":
            self.body.addWidget(Line())
            words = "把手里的服务对象、个案和钥匙一次交给接手的人；移交完了、交了数据包，县中心再停用账号"
            self.leaving = Button("工作移交…", PLAIN, "users", name="settings_handover", pressed=self.go_handover.emit)
            self.body.addWidget(setting("有人离开或调岗", words, self.leaving))
        self.body.addStretch(1)


class KeySettings(Part):
    """Every key, to be read or printed."""

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__(desk, jobs, "快捷键")
        self.body.addWidget(KeyValues(KEYS, key_width=170))
        self.body.addStretch(1)


class AboutSettings(Part):
    """Which program this is."""

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__(desk, jobs, "关于与帮助")
        try:
            version = metadata.version("sheqi_desktop")
        except metadata.PackageNotFoundError:
            version = "开发中"
        facts = (("软件", "社旗社工站工作台"), ("版本", version), ("帮助", "按 F1 看这一页的说明"))
        self.body.addWidget(KeyValues(facts, key_width=110))
        words = "不联网也能用。资料只在本机和交出去的数据包里，都是加密的。"
        self.body.addWidget(PlainLabel(words, "second", wrap=True))
        self.body.addStretch(1)
