"""The sign-in list of an activity, as a table one can read down."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.record_table import Column, RecordTable, Row
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.card import Card, CardTitle
from sheqi_desktop.operations.activity_card import ActivityCard

COLUMNS = (
    Column("name", "姓名", 84, "strong"),
    Column("gender", "性别", 54),
    Column("age", "年龄", 54),
    Column("village", "村（居）", 90, stretch=True),
)


class SignInCard(Card):
    """How many came, and who is on the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((1, 12, 1, 8), 8, parent=parent)
        head = layout.row(margins=(19, 0, 19, 0))
        self.title = CardTitle("签到")
        head.addWidget(self.title, 1)
        self.body.addLayout(head)
        words = layout.row(margins=(19, 0, 19, 0))
        self._came = PlainLabel("", "second_main", wrap=True)
        words.addWidget(self._came, 1)
        self.body.addLayout(words)
        self.table = RecordTable(COLUMNS, row_height=34, name="sign_in_table")
        self.table.setAccessibleName("签到名单")
        self.body.addWidget(self.table, 1)
        # Without a list the words stay at the top.
        self.body.addStretch()

    def show_activity(self, card: ActivityCard) -> None:
        """Show another list."""
        came = "　".join(f"{label} {value}" for label, value in card.came)
        self._came.setText(came or "还没有登记人数。")
        self.title.say(f"名单 {len(card.attendance)} 人" if card.attendance else "")
        rows = [Row(str(place), one[: len(COLUMNS)]) for place, one in enumerate(card.attendance, 1)]
        self.table.setVisible(bool(rows))
        self.table.show_rows(rows)
