"""显示与字号 (16): theme, letters, motion, the Enter key; everything applies at once."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout, preferences, theme
from sheqi_desktop.gui.pages.settings_parts import SizeRow, Switch, ThemeTile, setting
from sheqi_desktop.gui.scale import body_size
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.buttons import LINK, Button
from sheqi_desktop.gui.widgets.card import Line, Well
from sheqi_desktop.gui.widgets.flow import FlowLayout

SIZES = ((14, "标准"), (16, "大"), (18, "较大"), (20, "特大"), (22, "最大"))


class DisplaySettings(QWidget):
    """What the program looks like for this machine."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        chosen = preferences.load()
        body = layout.column(self, gap=12)
        body.addWidget(PlainLabel("显示与字号", "page"))
        body.addWidget(PlainLabel("配色", "strong"))
        holder = QWidget()
        tiles = FlowLayout(holder, gap=14)
        self.tiles: dict[str, ThemeTile] = {}
        for name in theme.THEMES:
            tile = ThemeTile(name, theme.THEME_NAMES[name], holder)
            tile.setChecked(theme.now().name == name)
            tile.clicked.connect(lambda _=False, name=name: self._dress(name))
            self.tiles[name] = tile
            tiles.addWidget(tile)
        self.follow = Button("跟随 Windows", LINK, name="theme_follow", pressed=self._follow)
        tiles.addWidget(self.follow)
        self._mark()
        body.addWidget(holder)
        body.addWidget(Line())
        sizes = layout.row(gap=24)
        words = layout.column(gap=6)
        words.addWidget(PlainLabel("字号", "strong"))
        words.addWidget(PlainLabel("整个软件一起变大，打印的表格不变。快捷键 Ctrl + 加号 / 减号", "second", wrap=True))
        sizes.addLayout(words, 1)
        self.sizes = SizeRow(SIZES)
        self.sizes.set_size(body_size())
        self.sizes.chosen.connect(self._resize)
        sizes.addWidget(self.sizes, 1)
        body.addLayout(sizes)
        body.addWidget(self._sample())
        body.addWidget(Line())
        self.still = Switch("settings_still", "减少动画")
        self.still.setChecked(chosen.still)
        self.still.toggled.connect(lambda on: preferences.change(still=on))
        body.addWidget(setting("减少动画", "不闪、不滑动，老电脑更流畅", self.still))
        self.enter = Switch("settings_enter", "回车键跳到下一项")
        self.enter.setChecked(chosen.enter_goes_on)
        self.enter.toggled.connect(lambda on: preferences.change(enter_goes_on=on))
        body.addWidget(setting("回车键", "填表时按回车跳到下一项；多行文字框里按 Ctrl+回车 完成", self.enter))
        body.addStretch(1)

    @staticmethod
    def _sample() -> QWidget:
        well = Well((16, 10, 16, 12), 6)
        well.body.addWidget(PlainLabel("试看", "hint"))
        line = layout.row(gap=9)
        line.addWidget(PlainLabel("王秀兰", "strong"))
        line.addWidget(PlainLabel("居家探访・前李村", "soft"))
        line.addStretch(1)
        line.addWidget(Badge("逾期 4 天", "bad"))
        well.body.addLayout(line)
        well.body.addWidget(PlainLabel("上次 5月10日：血压偏高，约定一个月内复访", "body", wrap=True))
        return well

    def _dress(self, name: str) -> None:
        preferences.change(theme=name)
        theme.apply(name, body_size())
        self._mark()

    def _mark(self) -> None:
        """Say whether the look follows the system."""
        follows = not preferences.load().theme
        self.follow.set_words("跟随 Windows", "circle-dot" if follows else "circle")
        self.follow.setAccessibleName("跟随 Windows，正在用" if follows else "跟随 Windows")

    def _follow(self) -> None:
        preferences.change(theme="")
        name = theme.wanted_by_system()
        theme.apply(name, body_size())
        self.tiles[name].setChecked(True)
        self._mark()

    def _resize(self, size: int) -> None:
        preferences.change(size=size)
        theme.apply(theme.now().name, size)

    def look(self) -> None:
        """Show what is chosen now; the keys of the window may have changed it."""
        self.sizes.set_size(body_size())
        self.tiles[theme.now().name].setChecked(True)
