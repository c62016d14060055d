"""What a print preview shows is made here, off the window's thread: the PDF, its small pages, and the one looked at."""

from __future__ import annotations

from dataclasses import dataclass

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.preview import Sheet, each_sheet, sheet
from sheqi_desktop.operations.print_case import TITLE, print_case
from sheqi_desktop.operations.print_choices import PrintChoices
from sheqi_desktop.operations.print_record import PaperChoice, Printed, papers_for, print_answers, print_record
from sheqi_desktop.operations.progress import Progress

LOOK_DPI = 144
SMALL_DPI = 36
WHOLE = PaperChoice("whole", f"{TITLE}（整卷）")


@dataclass(frozen=True, slots=True)
class Made:
    """The PDF, its pages in small, the one looked at, and the papers one may choose from."""

    choices: PrintChoices
    printed: Printed
    small: tuple[Sheet, ...]
    at: int
    look: Sheet
    papers: tuple[PaperChoice, ...]


def make(desk: Desk, ask: FormAsk, choices: PrintChoices, at: int, progress: Progress) -> Made:
    """Make the PDF and its pictures."""
    printed = _print(desk, ask, choices, progress)
    small = tuple(each_sheet(printed.data, SMALL_DPI))
    at = max(0, min(at, len(small) - 1))
    papers = (WHOLE,) if ask.whole else tuple(papers_for(desk, ask.form, ask.answers))
    return Made(choices, printed, small, at, sheet(printed.data, at, LOOK_DPI), papers)


def _print(desk: Desk, ask: FormAsk, choices: PrintChoices, progress: Progress) -> Printed:
    answers: Answers = ask.answers
    if answers:
        return print_answers(desk, ask.form, answers, choices, record=ask.record)
    if ask.whole:
        return print_case(desk, ask.record, choices, progress=progress)
    return print_record(desk, ask.form, ask.record, choices)
