"""首页 (01): what to do now, how far the contract is, what was written last, what has not been reported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask, kinds, layout, preferences
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header, Redo
from sheqi_desktop.gui.pages.document_ask import NEWS, way_to
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.home_backup import BackupBanner
from sheqi_desktop.gui.pages.home_side import ProgressCard, SendCard
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.pages.todo_card import TodoCard
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import DANGER, PRIMARY
from sheqi_desktop.gui.widgets.card import Card, CardTitle, ScrollColumn
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.marks import IconMark
from sheqi_desktop.operations.crises import CRISIS, Alarm
from sheqi_desktop.operations.day_words import short_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.due import DueRow
from sheqi_desktop.operations.home import Home, RecentRow, home
from sheqi_desktop.operations.minors import Unreviewed, review
from sheqi_desktop.operations.not_today import days_to_choose, put_off, take_back
from sheqi_desktop.operations.recovery_pack import Gap, settle_gap

LOW = 560


class RecentLine(QWidget):
    """One of the last records; pressing it goes on with it."""

    pressed = Signal(object)

    def __init__(self, row: RecentRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{row.title}，{row.detail}，{row.when}")
        line = layout.row(self, (4, 0, 0, 0), 9)
        line.addWidget(IconMark(row.icon, "text2", 16))
        self.title = PlainLabel(row.title, "second_main")
        line.addWidget(self.title)
        line.addWidget(PlainLabel(row.detail, "second", elide=True), 1)
        line.addWidget(PlainLabel(row.when, "hint"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open it."""
        self.pressed.emit(self.row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open it too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit(self.row)
        else:
            super().keyPressEvent(event)


class HomePage(ReadingPage):
    """The page a day begins with."""

    shown = Signal(object)

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.home: Home | None = None
        whole = layout.column(self, gap=0)
        self._scroll = ScrollColumn((24, 16, 24, 16), 12)
        whole.addWidget(self._scroll)
        self._banners = layout.column(gap=10)
        self._scroll.body.addLayout(self._banners)
        self._line = layout.row(gap=16)
        self._scroll.body.addLayout(self._line, 1)
        left, right = layout.column(gap=12), layout.column(gap=12)
        self._line.addLayout(left, 710)
        self._line.addLayout(right, 395)
        self.todo = TodoCard(desk.me.worker_id)
        self.todo.chosen.connect(self._do)
        self.todo.put_off.connect(lambda row: self._put_off(row, self.desk.clock.today() + timedelta(days=1)))
        self.todo.day_asked.connect(self._ask_day)
        self.todo.taken_back.connect(self._put_back)
        self._place: int | None = None
        self.todo.others_asked.connect(lambda: self.go("clients", "overdue"))
        layout.least(self.todo, height=300)
        left.addWidget(self.todo, 1)
        self.todo.drafts_asked.connect(lambda: self.go("drafts"))
        self._recent = Card((18, 12, 18, 12), 6)
        self._recent.body.addWidget(
            CardTitle("最近记录", link="全部记录", pressed=lambda: self.go("visits"), name="home_all")
        )
        self._lines = layout.column(gap=6)
        self._recent.body.addLayout(self._lines)
        left.addWidget(self._recent)
        self.progress = ProgressCard()
        self.progress.opened.connect(lambda code: self.go("why", (code, desk.station)))
        right.addWidget(self.progress, 1)
        self.send = SendCard()
        self.send.send_asked.connect(lambda: self.go("bundles"))
        right.addWidget(self.send)

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Greet."""
        if self.home is None:
            return Header("首页")
        now = Action("report_now", "立即报告", "siren", lambda: self.go("report_now"), DANGER)
        return Header(self.home.greeting, self.home.context, actions=(now,))

    def question(self) -> Callable[[], object]:
        """Read everything at once."""
        said = preferences.load()
        return partial(home, self.desk, max(said.remind_days, 0), said.remind_drafts)

    def show_found(self, found: object) -> None:
        """Show all numbers together."""
        assert isinstance(found, Home)
        self.home = found
        here = self._here()
        self._show_banners(found)
        self.todo.show_due(found.due, self._empty() if found.empty else None, found.later)
        self.todo.show_drafts(found.open_drafts)
        self._recent.setVisible(bool(found.recent))
        layout.clear(self._lines)
        for row in found.recent:
            line = RecentLine(row)
            line.pressed.connect(self._open_recent)
            self._lines.addWidget(line)
        self.progress.show_progress(found.progress)
        self.send.show_reporting(found.reporting)
        self.shown.emit(found)
        self._stay(here)

    def _here(self) -> str | None:
        """Name the button one stands on before the rows are made anew; None if one is elsewhere."""
        focus = QApplication.focusWidget()
        if focus is None or focus is self or self.todo.isAncestorOf(focus):
            return focus.objectName() if focus is not None else ""
        return None

    def _stay(self, here: str | None) -> None:
        """Stand on the same button again, or on the first; what has the focus must not drag the page along."""
        buttons = [row.button for row in self.todo.rows]
        if not buttons:
            return
        self.setFocusProxy(buttons[0])
        if here is not None and self.isVisible():
            again = next((one for one in buttons if one.objectName() == here), buttons[0])
            if self._place is not None:
                again = buttons[min(self._place, len(buttons) - 1)]
            again.setFocus()
            self.todo.bring_up(again)
            self._scroll.verticalScrollBar().setValue(0)
        self._place = None

    # ------------------------------------------------------------------ 今天不做
    def _put_off(self, row: DueRow, until: date) -> None:
        """Put a row off; the cursor goes to the row that takes its place."""
        self._place = next((n for n, one in enumerate(self.todo.rows) if one.row == row), None)
        self.jobs.run(lambda job: put_off(self.desk, row, until), lambda was: self._waits(row, until, was), self.sorry)

    def _waits(self, row: DueRow, until: date, before: date | None) -> None:
        today = self.desk.clock.today()
        when = "明天" if (until - today).days == 1 else short_day(until.isoformat(), today)
        self.toast(f"{row.who} {row.what}：今天不做，{when}再说", lambda: self._take_back(row, before))
        self.recompute()

    def _take_back(self, row: DueRow, before: date | None) -> None:
        """撤销: as it was before; 重做 puts it off until the same day once more."""

        def done(until: date | None) -> None:
            again = Redo(lambda: self._put_off(row, until)) if until is not None else None
            self.toast(f"已撤销：{row.who} {row.what} 今天不做", again)
            self.recompute()

        self.jobs.run(lambda job: take_back(self.desk, row, before), done, self.sorry)

    def _put_back(self, row: DueRow) -> None:
        """放回来: among what is to be done now, and back to its day by 撤销."""

        def done(until: date | None) -> None:
            undo = (lambda: self._put_off(row, until)) if until is not None else None
            self.toast(f"{row.who} {row.what}：放回来了", undo)
            self.recompute()

        self.jobs.run(lambda job: take_back(self.desk, row), done, self.sorry)

    def _ask_day(self, row: DueRow) -> None:
        days = days_to_choose(self.desk.clock.today())
        words = f"{row.who} {row.what}"
        chosen = ask.choose_from_list(self, "放到哪一天再做？", words, [one for _, one in days], "放到这一天")
        if chosen is not None:
            self._put_off(row, days[chosen][0])

    def _empty(self) -> EmptyState:
        return EmptyState(
            "hand-heart",
            "从录入第一位服务对象开始",
            "先建档，再记探访；到期的事以后会自己排到这里。",
            Action("home_first_client", "录入服务对象", "user-plus", self._first_client, PRIMARY),
            Action("home_first_visit", "记第一次探访", "footprints", lambda: self.go("visit_form", FormAsk("visit"))),
        )

    def _first_client(self) -> None:
        self.go("client_form", FormAsk("client"))

    def _alarm(self, alarms: Sequence[Alarm]) -> Banner:
        """Make the red line that stays until every mandatory report is with the police and handed in."""
        mine = next((one for one in alarms if one.record), None)
        words = mine.words if mine else "请马上告诉站长或责任社工。"
        banner = Banner(
            "bad", f"有 {len(alarms)} 件强制报告还没有报", words, "去报告" if mine else "", name="home_alarm"
        )
        if mine is not None:
            banner.pressed.connect(lambda: self._open_form(CRISIS, mine.record))
        return banner

    def _nearly_full(self, left: int) -> Banner:
        """Make the line that stays while the disk is nearly full; a copy on a stick needs no room here."""
        title = f"电脑的磁盘快满了，只剩 {left} MB" if left else "电脑的磁盘满了"
        words = "请删掉不要的文件，腾出空间；现在先备份到 U 盘，或导出数据包。"
        banner = Banner("warn" if left else "bad", title, words, "去备份", name="home_full")
        banner.pressed.connect(lambda: self.go("settings", "backup"))
        return banner

    def _emergency(self, found: Sequence[Unreviewed]) -> Banner:
        """Make the line for the 站长 that stays until every emergency was looked at."""
        one = found[0]
        title = "紧急查阅尚未复核" + (f"（共 {len(found)} 次）" if len(found) > 1 else "")
        words = f"{one.when}　{one.who}看了{one.name}的档案：{one.purpose}"
        return Banner("warn", title, words, "复核", pressed=lambda: self._review(one), name="home_emergency")

    def _review(self, one: Unreviewed) -> None:
        title = f"复核{one.who}的紧急查阅？"
        words = f"{one.when}看了未成年人{one.name}的档案，用途：{one.purpose}"
        choices = (ask.Choice("no", "先不"), ask.Choice("yes", "已复核", PRIMARY))
        if ask.decide(self, title, words, choices, harmless="no", icon="lock-open") == "yes":
            self.jobs.run(lambda job: review(self.desk, one.entry), lambda _: self.recompute(), self.sorry)

    def _missing(self, gap: Gap) -> Banner:
        """Make the line that stays after a machine was lost until what it had alone is typed in from paper."""
        title = f"{gap.machine}报失，{gap.words}"
        words = "照纸质表补录，补录原因选“纸质补录”。"
        return Banner("warn", title, words, "补录完了", pressed=lambda: self._typed_in(gap), name="home_gap")

    def _typed_in(self, gap: Gap) -> None:
        choices = (ask.Choice("no", "先不"), ask.Choice("yes", "补录完了", PRIMARY))
        words = f"{gap.since} 到 {gap.until} 的纸质表都录进来了，首页不再提醒。"
        if ask.decide(self, "都补录完了？", words, choices, harmless="no", icon="clipboard-check") == "yes":
            self.jobs.run(lambda job: settle_gap(self.desk, gap.device), lambda _: self.recompute(), self.sorry)

    def _show_banners(self, found: Home) -> None:
        layout.clear(self._banners)
        if found.alarms:
            self._banners.addWidget(self._alarm(found.alarms))
        if found.low_space is not None:
            self._banners.addWidget(self._nearly_full(found.low_space))
        if found.emergencies:
            self._banners.addWidget(self._emergency(found.emergencies))
        for gap in found.gaps:
            self._banners.addWidget(self._missing(gap))
        if found.news is not None:
            look = partial(self.go, "annotations", NEWS)
            words = "一条条点开看；看过就不再提醒。"
            self._banners.addWidget(Banner("note", found.news.words, words, "看一看", pressed=look, name="home_news"))
        if found.found_drafts:
            first = found.found_drafts[0]
            names = "、".join(one.words for one in found.found_drafts[:3])
            banner = Banner(
                "info", f"上次没关好，找回了 {len(found.found_drafts)} 份草稿", names, "打开", name="home_found"
            )
            banner.pressed.connect(lambda: self._open_form(first.form, first.record))
            self._banners.addWidget(banner)
        if found.clock_warning:
            self._banners.addWidget(Banner("warn", "电脑日期可能不对", found.clock_warning))
        if BackupBanner.owed(found.backup):
            owed = BackupBanner(found.backup, self.desk, self.jobs, self._backed_up, self._not_backed_up)
            self._banners.addWidget(owed)
        if found.unapproved:
            words = "可以先录入；核准后才能报送。电话里把本机指纹念给县中心听。"
            self._banners.addWidget(Banner("info", "县中心还没核准本机", words))

    def _backed_up(self, words: str) -> None:
        self.toast(words)
        self.recompute()

    def _not_backed_up(self, trouble: Trouble) -> None:
        self.recompute()
        self.sorry(trouble)

    # ------------------------------------------------------------------ going on
    def _do(self, row: DueRow) -> None:
        if row.kind == "task" and row.form == CRISIS and not row.record:
            self.go("report_now", FormAsk(CRISIS, answers={"client_id": row.about}))
        elif row.annotation:
            self.go(*way_to(row.form, row.record, row.file, row.annotation))
        elif row.kind == "task":
            self._look_at(row.form, row.record)
        elif row.kind == "draft":
            self._open_form(row.form, row.record)
        else:
            self.go("visit_form", FormAsk("visit", answers={"client_id": row.record}))

    def _open_recent(self, row: RecentRow) -> None:
        self._look_at(row.kind, row.record)

    def _look_at(self, kind: str, record: str) -> None:
        """Go to the whole file of a 个案, 小组 or 活动, where the next step stands; to the form of anything else."""
        page = kinds.file_page(kind) if kind != "client" else ""
        if page:
            self.go(page, record)
        else:
            self._open_form(kind, record)

    def _open_form(self, form: str, record: str) -> None:
        self.go(kinds.form_page(form), FormAsk(form, record))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the two columns under each other where there is no room beside each other."""
        super().resizeEvent(event)
        layout.stack_if_narrow(self._line, self.width())
        # Where the whole page scrolls, the list in it does not scroll once more.
        self.todo.set_whole(whole=self.height() < scale(LOW))
