"""What all rows of the grid share: where, which unit, who led, who writes it down, and why it is late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.vocabulary import Vocabulary
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.choice_list import ChoiceList
from sheqi_desktop.gui.editors.lines import LineField
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.flow import FlowLayout
from sheqi_desktop.operations.grid_rows import Common
from sheqi_desktop.operations.said_names import initials
from sheqi_desktop.operations.volunteer_page import TeamName

_FIELDS = (("place", "地点", 118), ("org", "组织单位", 134), ("leader", "负责人", 84), ("recorder", "记录人", 84))


class CommonLine(QWidget):
    """A line of small fields above the rows."""

    edited = Signal()

    def __init__(self, reasons: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._common = Common()
        flow = FlowLayout(self, gap=12)
        self.fields: dict[str, LineField] = {}
        for name, label, width in _FIELDS:
            field = LineField()
            field.setObjectName(f"common_{name}")
            field.setAccessibleName(label)
            layout.fix(field, width=width, height=30)
            field.textEdited.connect(lambda _: self.edited.emit())
            self.fields[name] = field
            flow.addWidget(_labelled(label, field))
        self.project = ChoiceList(initials)
        self.project.setObjectName("common_project_id")
        self.project.setAccessibleName("所属项目")
        layout.fix(self.project, width=150, height=30)
        self.project.activated.connect(lambda _: self.edited.emit())
        self._project_box = _labelled("项目", self.project)
        self._project_box.hide()
        flow.addWidget(self._project_box)
        self.late = ChoiceList(initials)
        self.late.setObjectName("common_late_reason")
        self.late.setAccessibleName("补录原因")
        layout.fix(self.late, width=150, height=30)
        for entry in reasons.offered():
            self.late.addItem(entry.label, entry.code)
        self.late.setCurrentIndex(-1)
        self.late.activated.connect(lambda _: self.edited.emit())
        self._late_box = _labelled("补录原因", self.late)
        self._late_box.hide()
        flow.addWidget(self._late_box)

    def offer_projects(self, projects: Sequence[TeamName]) -> None:
        """Offer the projects of the team; without one the hours belong to the team alone."""
        self._project_box.setVisible(bool(projects))
        chosen = self.project.currentData() or self._common.project_id
        self.project.clear()
        self.project.addItem("不属项目", "")
        for one in projects:
            self.project.addItem(one.name, one.id)
        self.choose_project(str(chosen or ""))

    def choose_project(self, project: str) -> None:
        """Let the rows belong to a project, '' to none; one that is not offered is none."""
        self.project.setCurrentIndex(max(self.project.findData(project), 0))

    def show_common(self, common: Common) -> None:
        """Show what the rows share."""
        self._common = common
        for name, field in self.fields.items():
            field.setText(str(getattr(common, name)))
            field.setCursorPosition(0)
        self.choose_project(common.project_id)
        self.late.setCurrentIndex(self.late.findData(common.late_reason) if common.late_reason else -1)

    @property
    def common(self) -> Common:
        """Give what the rows share now."""
        said = {name: field.text().strip() for name, field in self.fields.items()}
        project = str(self.project.currentData() or "")
        return replace(self._common, **said, project_id=project, late_reason=self.late.currentData())

    def ask_why_late(self, *, late: bool) -> None:
        """Show the question why something is entered late, while a row is; or was answered."""
        self._late_box.setVisible(late or self.late.currentIndex() >= 0)


def _labelled(label: str, field: QWidget) -> QWidget:
    box = QWidget()
    line = layout.row(box, gap=6)
    name = PlainLabel(label, "hint")
    name.setBuddy(field)
    line.addWidget(name)
    line.addWidget(field)
    return box
