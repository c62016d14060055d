"""The team beside the grid: is it large enough, who belongs to it, how many hours each, and their certificates."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from sheqi_desktop.gui import fonts, layout, paint, theme
from sheqi_desktop.gui.editors.choice_list import ChoiceList
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.buttons import LINK, Button
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.gui.widgets.share_bar import ShareBar
from sheqi_desktop.operations.said_names import initials
from sheqi_desktop.operations.volunteer_page import HoursPage, Member

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
_LINE = 52


class _Members(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.members: tuple[Member, ...] = ()

    def show_members(self, members: tuple[Member, ...]) -> None:
        """Show other members."""
        self.beginResetModel()
        self.members = members
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Tell how many."""
        return 0 if parent.isValid() else len(self.members)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a member as somebody would read the line aloud."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        one = self.members[index.row()]
        return f"{one.name} {one.remark} {one.hours} 小时 {one.stars}".strip()


class _Line(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line of the list."""
        return QSize(scale(200), scale(_LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw avatar, name, remark and hours."""
        model = index.model()
        assert isinstance(model, _Members)
        one = model.members[index.row()]
        painter.save()
        paint.smooth(painter)
        whole = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(whole, theme.color("sel" if chosen else "surface"))
        side = scale(32)
        disc = QRectF(whole.left() + scale(18), whole.center().y() - side / 2, side, side)
        paint.avatar(painter, disc, one.name)
        right = whole.right() - scale(18)
        unit = fonts.metrics(12).horizontalAdvance("小时")
        unit_room = QRectF(right - unit, whole.top(), unit, whole.height())
        paint.write(painter, unit_room, "小时", "text3", fonts.font(12), elide=False)
        number = QRectF(right - unit - scale(68), whole.top(), scale(60), whole.height())
        paint.write(painter, number, one.hours, "text", fonts.font(14, True), Qt.AlignmentFlag.AlignRight, elide=False)
        left = disc.right() + scale(10)
        room = number.left() - left
        paint.write(painter, QRectF(left, whole.top() + scale(6), room, scale(21)), one.name, "text", fonts.font(14))
        words = "・".join(part for part in (one.remark, one.stars) if part)
        paint.write(painter, QRectF(left, whole.top() + scale(27), room, scale(18)), words, "text3", fonts.font(12))
        painter.restore()


class TeamCard(Card):
    """The card; it asks for what the page then does."""

    team_chosen = Signal(str)
    manage_asked = Signal()
    certificate_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((1, 12, 1, 12), 8, parent=parent)
        self.setObjectName("team_card")
        head = layout.row(margins=(17, 0, 17, 0), gap=8)
        self.title = PlainLabel("", "card", elide=True)
        self.badge = Badge()
        self.manage = Button("管理", LINK, name="team_manage", pressed=self.manage_asked.emit)
        head.addWidget(self.title, 1)
        head.addWidget(self.badge)
        head.addWidget(self.manage)
        self.body.addLayout(head)
        choose = layout.row(margins=(17, 0, 17, 0))
        self.teams = ChoiceList(initials)
        self.teams.setObjectName("team_choice")
        self.teams.setAccessibleName("选择志愿服务队")
        self.teams.activated.connect(lambda place: self.team_chosen.emit(str(self.teams.itemData(place) or "")))
        choose.addWidget(self.teams)
        self.body.addLayout(choose)
        bar = layout.row(margins=(17, 0, 17, 2))
        self.bar = ShareBar()
        bar.addWidget(self.bar)
        self.body.addLayout(bar)
        self._members = _Members(self)
        self.list = QListView()
        self.list.setObjectName("team_members")
        self.list.setAccessibleName("队员和时长")
        self.list.setModel(self._members)
        self.list.setItemDelegate(_Line(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        layout.least(self.list, height=3 * _LINE)
        self.body.addWidget(self.list, 1)
        foot = layout.row(margins=(17, 4, 17, 2))
        self.certify = Button(
            "出具志愿服务记录证明", icon="printer", name="certificate_issue", pressed=self._certificate
        )
        foot.addWidget(self.certify)
        foot.addStretch(1)
        self.body.addLayout(foot)

    def _certificate(self) -> None:
        row = self.list.currentIndex().row()
        self.certificate_asked.emit(self._members.members[row].record if row >= 0 else "")

    @property
    def members(self) -> Sequence[Member]:
        """Give those who belong to the team today."""
        return self._members.members

    def show_page(self, page: HoursPage) -> None:
        """Show a team."""
        self.title.setText(page.team_name.removesuffix("志愿服务队") or "还没有志愿服务队")
        state = f"{page.size} 人・达标" if page.enough else f"{page.size} 人・还差 {10 - page.size} 人"
        self.badge.say(state if page.team else "", "ok" if page.enough else "warn")
        self.manage.set_words("管理" if page.team else "新建队伍")
        self.bar.show_part(min(page.size / 10, 1.0), "okBar" if page.enough else "warnBar")
        self.teams.setVisible(len(page.teams) > 1)
        if [self.teams.itemData(at) for at in range(self.teams.count())] != [one.id for one in page.teams]:
            self.teams.clear()
            for one in page.teams:
                self.teams.addItem(one.name, one.id)
        self.teams.setCurrentIndex(self.teams.findData(page.team))
        self._members.show_members(page.members)
        self.certify.setEnabled(bool(page.members))
