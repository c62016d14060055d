"""A page like mock-up 03: sections at the left, the form, who this is, and the footer."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from sample_form import context, filled_visit

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.form_parts import FormFooter, SectionList
from sheqi_desktop.gui.form_view import FormView
from sheqi_desktop.gui.page import Action, Page
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.card import Card, CardTitle, Line, ScrollColumn
from sheqi_desktop.gui.widgets.marks import Avatar, Dot
from sheqi_desktop.gui.widgets.sparkline import Sparkline

KEYS = ("0–4 直接选情况", "回车 / Tab 下一项", "Ctrl+↓ 下一节", "Ctrl+S 保存", "Ctrl+回车 提交")
ACTIONS = (
    Action("drop", "放弃"),
    Action("save", "保存"),
    Action("submit_print", "提交并打印", "printer"),
    Action("submit", "提交", "check", kind="primary"),
)


def visit_body(page: Page, field: str = "finding_1_note", all_problems: bool = False) -> None:
    whole = layout.column(page, gap=0)
    line = layout.row(margins=(24, 14, 24, 14), gap=14)
    whole.addLayout(line, 1)
    view = FormView(filled_visit(), context())
    sections = SectionList(KEYS)
    line.addWidget(sections)
    sheet = Card((1, 4, 4, 4), 0)
    sheet.body.addWidget(view)
    line.addWidget(sheet, 732)
    scroll = ScrollColumn()
    scroll.body.addWidget(side())
    line.addWidget(scroll, 230)
    footer = FormFooter(ACTIONS)
    whole.addWidget(footer)
    view.sections_changed.connect(sections.show_sections)
    names = {one.id: one.label for one in view.draft.form}
    view.problems_changed.connect(lambda problems: footer.show_problems(problems, names))
    sections.chosen.connect(view.go_to_section)
    footer.problem_pressed.connect(view.go_to_problem)
    footer.show_saved("已自动保存 10:56:05")
    view.editor("client_id").set_read_only(True)
    view.words_under("end_at", "45 分钟")
    view._left("service_date")
    if all_problems:
        view.show_all_problems()
    page.setFocusProxy(view.editor(field).focus_target())
    sections.show_sections(view.sections)
    page.view = view  # type: ignore[attr-defined]


def side() -> QWidget:
    card = Card((18, 16, 18, 14), 8)
    head = layout.row(gap=10)
    head.addWidget(Avatar("王秀兰", "tint", 40, 18))
    words = layout.column(gap=4)
    words.addWidget(PlainLabel("王秀兰", "card"))
    badges = layout.row(gap=4)
    badges.addWidget(Badge("独居老人", "tint"))
    badges.addWidget(Badge("风险：高", "bad"))
    badges.addStretch(1)
    words.addLayout(badges)
    head.addLayout(words, 1)
    card.body.addLayout(head)
    card.body.addWidget(Line())
    card.body.addWidget(CardTitle("上次探访 5月10日", link="看全文"))
    for name, said in (("情况", "健康：有变化；其余正常"), ("小结", "血压 162/95，忘记服药；已教家属用分药盒。")):
        card.body.addWidget(PlainLabel(name, "hint"))
        card.body.addWidget(PlainLabel(said, "second_main", wrap=True))
    card.body.addWidget(Line())
    card.body.addWidget(CardTitle("血压记录"))
    card.body.addWidget(Sparkline((("2月", 151), ("3月", 155), ("4月", 149), ("5月", 162), ("今天", 158)), 140))
    card.body.addWidget(Line())
    card.body.addWidget(CardTitle("在办事项"))
    row = layout.row(gap=8)
    row.addWidget(Dot("warnBar"))
    row.addWidget(PlainLabel("低保复核・等民政所结果", "second", elide=True), 1)
    card.body.addLayout(row)
    card.body.addStretch(1)
    return card
