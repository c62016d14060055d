"""The words beside the rows of 情况: open for 有变化 and 异常, and under the row where there is no room beside it."""

from __future__ import annotations

from dataclasses import dataclass

from sheqi_desktop.domain.answers import is_empty
from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.gui.editors.choices import LABEL_WIDTH, FindingEditor
from sheqi_desktop.gui.editors.editor import Editor
from sheqi_desktop.gui.field_grid import COLUMNS, FieldGrid
from sheqi_desktop.gui.scale import scale

FINDING_WIDTH, NOTE_WIDTH = 7, 5
"""Columns of the form's grid where both stand on one line."""
ROOM_FOR_BOTH = 540
"""The width of a form from which a row of 情况 and its words have a line together."""
ASK_WORDS = ("changed", "abnormal")


@dataclass(frozen=True, slots=True)
class _Note:
    finding: str
    grid: FieldGrid
    row: Editor
    words: Editor


class FindingNotes:
    """Which text belongs to which row, whether it is open, and where it stands."""

    def __init__(self) -> None:
        self._notes: dict[str, _Note] = {}
        self.under = False
        """Whether words stand under their row; there only those that are open are shown."""

    def __contains__(self, field: object) -> bool:
        return field in self._notes

    def add(self, note: str, finding: str, grid: FieldGrid, row: Editor, words: Editor) -> None:
        """Hear of a text that was put into the grid behind its row."""
        self._notes[note] = _Note(finding, grid, row, words)

    def belongs(self, note: str, finding: str) -> bool:
        """Tell whether a text is the one about this row."""
        return note in self._notes and self._notes[note].finding == finding

    def opens(self, note: str, draft: Draft) -> bool:
        """Tell whether a row asks for words; words that are there already can be read and mended."""
        finding = draft.form.field(self._notes[note].finding)
        said = draft.answers.get(finding.id)
        named = finding.vocabulary.name(said) if finding.vocabulary is not None else ""
        return named in ASK_WORDS or not is_empty(draft.answers.get(note))

    def shows(self, note: str, draft: Draft) -> bool:
        """Tell whether a text is to be seen."""
        return draft.shown(self._notes[note].finding) and (not self.under or self.opens(note, draft))

    def fit(self, width: int) -> bool:
        """Put the words beside or under their rows, whichever a form so wide has room for; tell if that is new."""
        under = width < scale(ROOM_FOR_BOTH)
        if under == self.under or not self._notes:
            return False
        self.under = under
        for one in self._notes.values():
            if isinstance(one.row, FindingEditor):
                one.grid.move(one.row, COLUMNS if under else FINDING_WIDTH, beside=False)
                one.grid.move(one.words, COLUMNS if under else NOTE_WIDTH, beside=not under)
                one.words.setContentsMargins(scale(LABEL_WIDTH + 10) if under else 0, 0, 0, 0)
        return True
