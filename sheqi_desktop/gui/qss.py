"""The one style sheet, generated from tokens and the font size; nobody writes another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheqi_desktop.gui.fonts import css_families
from sheqi_desktop.gui.scale import scale

if TYPE_CHECKING:
    from sheqi_desktop.gui.theme import Theme

ROLES: dict[str, tuple[int, bool, str]] = {
    "big": (24, True, "text"),
    "greeting": (22, True, "text"),
    "result": (20, True, "text"),
    "page": (18, True, "text"),
    "card": (16, True, "text"),
    "strong": (14, True, "text"),
    "lead": (15, True, "text"),
    "context": (12, False, "text2"),
    "side_title": (14, True, "text"),
    "number": (22, True, "text"),
    "body": (14, False, "text"),
    "soft": (14, False, "text2"),
    "second": (13, False, "text2"),
    "second_main": (13, False, "text"),
    "strong13": (13, True, "text"),
    "label": (13, False, "text2"),
    "label_strong": (13, True, "text2"),
    "hint": (12, False, "text3"),
    "hint_strong": (12, True, "text3"),
}
"""Role of a text → size at 标准, bold, colour token."""


def generate(theme: Theme) -> str:
    """Write the style sheet of a theme in the font size chosen now."""
    return "\n".join([_labels(theme), _inputs(theme), _lists(theme), _rest(theme)])


def _hex(theme: Theme, token: str) -> str:
    return theme.color(token).name()


def _labels(theme: Theme) -> str:
    rules = [
        f"* {{ font-family: {css_families()}; }}",
        f"QWidget {{ font-size: {scale(14)}px; color: {_hex(theme, 'text')}; }}",
        "PlainLabel { background: transparent; }",
    ]
    for role, (px, bold, token) in ROLES.items():
        weight = 700 if bold else 400
        rules.append(
            f'PlainLabel[role="{role}"] {{ font-size: {scale(px)}px; font-weight: {weight};'
            f" color: {_hex(theme, token)}; }}"
        )
    for tone in (
        "ok",
        "warn",
        "bad",
        "note",
        "info",
        "primary",
        "text2",
        "text3",
        "sideText",
        "sideMuted",
        "sideSelText",
        "ontoast",
        "primaryD",
        "disabled",
    ):
        rules.append(f'PlainLabel[tone="{tone}"] {{ color: {_hex(theme, tone)}; }}')
    rules.append(f"PlainLabel:disabled {{ color: {_hex(theme, 'disabled')}; }}")
    return "\n".join(rules)


def _inputs(theme: Theme) -> str:
    def c(token: str) -> str:
        return _hex(theme, token)

    names = ("QLineEdit", "QPlainTextEdit", "QTextEdit", "QComboBox")

    def each(suffix: str) -> str:
        return ", ".join(name + suffix for name in names)

    pad = scale(11)
    arrow = scale(30)
    read_only = c("text") if theme.outlined else c("text2")
    return f"""
{each("")} {{ background: {c("surface")}; color: {c("text")}; border: 1px solid {c("strong")};
  border-radius: {scale(6)}px; padding: 1px; selection-background-color: {c("primary")};
  selection-color: {c("onprimary")}; placeholder-text-color: {c("text3")}; }}
QLineEdit, QComboBox {{ padding-left: {pad}px; padding-right: {pad}px; }}
QPlainTextEdit, QTextEdit {{ padding: {scale(6)}px {scale(8)}px; }}
{each(":focus")} {{ border: 2px solid {c("primary")}; padding: 0px; }}
QLineEdit:focus, QComboBox:focus {{ padding-left: {pad - 1}px; padding-right: {pad - 1}px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: {scale(6) - 1}px {scale(8) - 1}px; }}
{each('[level="must"]')} {{ border: 2px solid {c("bad")}; padding: 0px; }}
{each('[level="check"]')} {{ border: 2px solid {c("warnBar")}; padding: 0px; }}
QLineEdit[level="must"], QComboBox[level="must"], QLineEdit[level="check"], QComboBox[level="check"] {{
  padding-left: {pad - 1}px; padding-right: {pad - 1}px; }}
QPlainTextEdit[level="must"], QTextEdit[level="must"], QPlainTextEdit[level="check"], QTextEdit[level="check"] {{
  padding: {scale(6) - 1}px {scale(8) - 1}px; }}
{each(":read-only")} {{ background: {c("sunken")}; color: {read_only}; border: 1px solid {c("border")}; }}
{each(":disabled")} {{ background: {c("sunken")}; color: {c("disabled")}; border: 1px solid {c("border")};
  placeholder-text-color: {c("disabled")}; }}
QLineEdit:read-only:focus, QPlainTextEdit:read-only:focus {{ border: 2px solid {c("primary")}; }}
QLineEdit[inside="icon"] {{ padding-right: {scale(34)}px; }}
QLineEdit[inside="search"] {{ padding-left: {scale(35)}px; }}
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus {{ border: 0; background: transparent; padding: 0; }}
QTextEdit[bare="true"] {{ padding: 0 1px; }}
QTextEdit[bare="true"]:read-only {{ background: transparent; color: {c("text")}; border: 1px solid transparent;
  padding: 0 1px; }}
QTextEdit[bare="true"]:read-only:focus {{ border: 1px solid {c("primary")}; }}
QComboBox:read-only {{ background: {c("surface")}; color: {c("text")}; border: 1px solid {c("strong")}; }}
QComboBox:read-only:focus {{ border: 2px solid {c("primary")}; padding-left: {pad - 1}px; }}
QComboBox:disabled {{ background: {c("sunken")}; color: {read_only}; border: 1px solid {c("border")}; }}
QComboBox[empty="true"] {{ color: {c("text3")}; }}
QComboBox::drop-down {{ border: 0; width: {arrow}px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus {{ border: 0; padding: 0; background: transparent;
  }}
QComboBox QAbstractItemView {{ background: {c("surface")}; color: {c("text")}; border: 1px solid {c("strong")};
  selection-background-color: {c("tint")}; selection-color: {c("primaryD")}; outline: 0; padding: 4px; }}
QComboBox QAbstractItemView::item {{ min-height: {scale(32)}px; padding-left: {scale(8)}px; }}
"""


def _lists(theme: Theme) -> str:
    def c(token: str) -> str:
        return _hex(theme, token)

    return f"""
QTableView, QListView, QTreeView {{ background: {c("surface")}; border: 0; outline: 0;
  selection-background-color: {c("sel")}; selection-color: {c("text")}; gridline-color: {c("line")}; }}
QHeaderView {{ background: {c("sunken")}; border: 0; }}
QHeaderView::section {{ background: {c("sunken")}; color: {c("text2")}; border: 0;
  border-bottom: 1px solid {c("border")}; padding: 0 {scale(10)}px; font-size: {scale(13)}px; }}
QTableCornerButton::section {{ background: {c("sunken")}; border: 0; }}
QScrollArea {{ background: transparent; border: 0; }}
QScrollArea > QWidget > QWidget#scroll_inside {{ background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: {scale(10)}px; margin: {scale(4)}px 2px; }}
QScrollBar::handle:vertical {{ background: {c("scroll")}; border-radius: {scale(3)}px; min-height: {scale(32)}px; }}
QScrollBar:horizontal {{ background: transparent; height: {scale(10)}px; margin: 2px {scale(4)}px; }}
QScrollBar::handle:horizontal {{ background: {c("scroll")}; border-radius: {scale(3)}px; min-width: {scale(32)}px; }}
QScrollBar::handle:hover {{ background: {c("strong")}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _rest(theme: Theme) -> str:
    def c(token: str) -> str:
        return _hex(theme, token)

    return f"""
QMainWindow, QDialog, QWidget#ground {{ background: {c("bg")}; }}
QDialog#question, QFrame#floating {{ background: {c("surface")}; }}
QFrame#floating {{ border: 1px solid {c("border")}; border-radius: {scale(12)}px; }}
QFrame#list_floating {{ background: {c("surface")}; border: 1px solid {c("border")};
  border-radius: {scale(8)}px; }}
QWidget#surface {{ background: {c("surface")}; }}
QWidget#side {{ background: {c("side")}; border-right: {1 if theme.outlined else 0}px solid {c("border")}; }}
QWidget#top_bar {{ background: {c("surface")}; border-bottom: 1px solid {c("border")}; }}
QWidget#status_bar, QWidget#form_footer {{ background: {c("surface")}; border-top: 1px solid {c("border")}; }}
QWidget#first_run_side {{ background: {c("sunken")}; border-right: 1px solid {c("border")}; }}
QWidget#demo_band {{ background: {c("warnBg")}; border-bottom: 1px solid {c("warnBar")}; }}
QToolTip {{ background: {c("text")}; color: {c("surface")}; border: 1px solid {c("border")};
  padding: {scale(6)}px {scale(8)}px; font-size: {scale(13)}px; }}
QMenu {{ background: {c("surface")}; color: {c("text")}; border: 1px solid {c("border")}; padding: {scale(4)}px; }}
QMenu::item {{ padding: {scale(7)}px {scale(24)}px {scale(7)}px {scale(12)}px; border-radius: {scale(6)}px; }}
QMenu::item:selected {{ background: {c("tint")}; color: {c("primaryD")}; }}
QMenu::item:disabled {{ color: {c("disabled")}; }}
QMenu::separator {{ height: 1px; background: {c("line")}; margin: {scale(4)}px {scale(8)}px; }}
QMenu::icon {{ padding-left: {scale(8)}px; }}
QCalendarWidget QWidget {{ alternate-background-color: {c("sunken")}; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {c("surface")}; }}
QCalendarWidget QToolButton {{ background: transparent; color: {c("text")}; border: 0;
  border-radius: {scale(6)}px; padding: {scale(6)}px; }}
QCalendarWidget QToolButton:hover {{ background: {c("tint")}; }}
QCalendarWidget QAbstractItemView {{ background: {c("surface")}; color: {c("text")};
  selection-background-color: {c("primary")}; selection-color: {c("onprimary")}; }}
QCalendarWidget QAbstractItemView:disabled {{ color: {c("disabled")}; }}
"""
