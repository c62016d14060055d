"""打印预览 (12): the very PDF that will be printed, page by page, with what is masked and what is left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QScrollArea, QWidget

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Header, Page
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.print_side import PageList, PaperSheet
from sheqi_desktop.gui.pages.printing import send_to_printer
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import PRIMARY, Button, IconButton
from sheqi_desktop.gui.widgets.card import Line, ScrollColumn
from sheqi_desktop.gui.widgets.combo import Combo
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.preview import Sheet, preview
from sheqi_desktop.operations.print_record import PaperChoice, Printed, papers_for, print_answers, print_record
from sheqi_desktop.operations.writing import write_file

ZOOMS = (50, 67, 80, 92, 100, 125, 150, 200)
SCREEN_DPI = 96


@dataclass(frozen=True, slots=True)
class Options:
    """What the person chose at the right."""

    paper: str = ""
    masked: bool = True
    reason: str = ""
    names: bool = True
    footer: bool = True


@dataclass(frozen=True, slots=True)
class Made:
    """The PDF, its pages as pictures, and the papers one may choose from."""

    printed: Printed
    sheets: tuple[Sheet, ...]
    papers: tuple[PaperChoice, ...]


def make(desk: Desk, ask_: FormAsk, options: Options, dpi: int) -> Made:
    """Make the PDF and its pictures; on the worker thread."""
    answers: Answers = ask_.answers
    if answers:
        printed = print_answers(desk, ask_.form, answers, paper_id=options.paper, masked=options.masked)
    else:
        printed = print_record(
            desk,
            ask_.form,
            ask_.record,
            paper_id=options.paper,
            masked=options.masked,
            reason=options.reason,
            names=options.names,
            footer=options.footer,
        )
    return Made(printed, preview(printed.data, dpi), tuple(papers_for(desk, ask_.form, answers)))
