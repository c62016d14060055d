"""One person's whole file on a page of its own: where the window is narrow, or with Ctrl+Enter."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import kinds, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Header
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.person_pane import PersonPane
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.person_card import PersonCard, person_card

WIDEST = 900


def shown_person(card: PersonCard | None) -> str:
    """Give the person a card is about where something may be begun with them, else ''."""
    return card.record if card is not None and card.own and card.active else ""


class PersonPage(ReadingPage):
    """The pane of the list, as a page."""

    KINDS = frozenset({"client", "visit", "household"})

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._record = ""
        whole = layout.row(self, (24, 16, 24, 16))
        self.pane = PersonPane(desk, jobs)
        self.pane.whole = True
        layout.most(self.pane, WIDEST)
        whole.addWidget(self.pane, 1)
        self.pane.changed.connect(lambda _: self.look())
        self.pane.visit_asked.connect(
            lambda record: self.go("visit_form", FormAsk("visit", answers={"client_id": record}))
        )
        self.pane.edit_asked.connect(lambda record: self.go("client_form", FormAsk("client", record)))
        self.pane.voided_asked.connect(lambda: self.go("voided"))
        self.pane.print_asked.connect(lambda kind, record: self.go("print", FormAsk(kind, record)))
        self.pane.household_asked.connect(lambda record: self.go("household_form", FormAsk("household", record)))
        self.pane.begin_asked.connect(
            lambda kind, record: self.go(kinds.form_page(kind), FormAsk(kind, answers={"client_id": record}))
        )
        self.pane.record_asked.connect(self._open_record)

    def _open_record(self, kind: str, record: str) -> None:
        page = kinds.file_page(kind)
        if page:
            self.go(page, record)
        else:
            self.go(kinds.form_page(kind), FormAsk(kind, record))

    def header(self) -> Header:
        """Say who."""
        card = self.pane.card
        number = card.number.partition("-")[2] if card else ""
        return Header(card.name if card else "服务对象", number, crumbs=(("服务对象", "clients"),))

    def open(self, argument: object) -> None:
        """Show a person by record id."""
        if isinstance(argument, str) and argument:
            self._record = argument
        self.look()

    def question(self) -> Callable[[], object]:
        """Ask for the card."""
        return partial(person_card, self.desk, self._record)

    def show_found(self, found: object) -> None:
        """Show the card."""
        assert isinstance(found, PersonCard)
        self.pane.show_card(found)
        self.setFocusProxy(self.pane.visit if found.own and found.active else self.pane.edit)

    def person(self) -> str:
        """Whose file is shown; nobody is begun with once they are gone, or at another station."""
        return shown_person(self.pane.card)

    def print_(self) -> None:
        """Ctrl+P."""
        if self._record:
            self.go("print", FormAsk("client", self._record))
