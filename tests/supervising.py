"""A station, the centre and two supervisors who are responsible for it, and how files go between them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.domain.codes_case import CaseDecision
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.document_threads import Card, DocumentThreads
from sheqi_desktop.operations.save_record import draft_of, submit
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.sign_off import sign
from sheqi_desktop.operations.unlock import unlock
from sheqi_desktop.sync.circles import address_of
from tests.cases import typed
from tests.desks import LIBRARY, PASSWORD, Hands, a_centre, a_station, a_supervisor
from tests.groups import as_person
from tests.typed import a_home, a_person

ONE = "411327101"
LEAD, WORKER = 1, 2
BEGINS = "2023-06-14T09:00:00"
PRAISE, ADVICE, MUST, QUESTION = (
    int(one) for one in (AnnotationKind.PRAISE, AnnotationKind.ADVICE, AnnotationKind.MUST, AnnotationKind.QUESTION)
)
DECIDED = {"decision": int(CaseDecision.ACCEPT), "decision_reason": "愿意接受服务，问题在本站能力之内。"}
MORE = "她又说：白天一个人在家，不想出门。"


@dataclass
class Around:
    """A centre, a station, and two supervisors who are both responsible for it."""

    folder: Path
    hands: Hands
    centre: Desk
    one: Desk
    first: Desk
    second: Desk

    def pack(self, sender: Desk, receiver: Desk) -> Path:
        device = sender.book.newest.device(receiver.machine.device)
        assert device is not None
        with self.lead(sender):
            return seal_bundle(sender, address_of(device), self.folder).path

    def take(self, receiver: Desk, path: Path) -> None:
        with self.lead(receiver):
            accept_bundle(receiver, path, copy_first=False)

    def send(self, sender: Desk, *receivers: Desk) -> None:
        for receiver in receivers:
            self.take(receiver, self.pack(sender, receiver))

    @contextmanager
    def lead(self, desk: Desk) -> Iterator[None]:
        """Files are the 站长's to make and to read at a station; then the 社工 sits down again."""
        if desk is self.one:
            as_person(desk, LEAD)
        yield
        if desk is self.one:
            as_person(desk, WORKER)

    def round(self) -> None:
        """Everything goes everywhere once: station, centre, supervisors, and back."""
        for sender, receiver in (
            (self.one, self.centre), (self.centre, self.first), (self.centre, self.second),
            (self.first, self.centre), (self.second, self.centre),
            (self.centre, self.one), (self.centre, self.first), (self.centre, self.second),
        ):  # fmt: skip
            try:
                self.send(sender, receiver)
            except t.NothingToSend:
                continue

    @property
    def desks(self) -> tuple[Desk, ...]:
        return self.centre, self.one, self.first, self.second


TEMPLATES: list[Path] = []


def enrolled(made: pytest.TempPathFactory) -> Path:
    """Enrol them all once in a run; every machine knows the newest roster."""
    if TEMPLATES:
        return TEMPLATES[0]
    folder = made.mktemp("around")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQI_CONFIG_DIR", str(folder / "config"))
        hands = Hands(BEGINS)
        centre = a_centre(folder, hands)
        others = [a_station(folder, centre, hands, ONE)]
        others += [
            a_supervisor(folder, centre, hands, [ONE], slot, worker) for slot, worker in (("B", "s-1"), ("C", "s-2"))
        ]
        for desk in others:
            with desk.write() as write:
                desk.adopt(write, desk.book.adopt(centre.book.since(0)))
        for desk in (centre, *others):
            desk.close()
    TEMPLATES.append(folder)
    return folder


@pytest.fixture
def around(tmp_path: Path, config_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Around]:
    """Give a copy of them, each with its own desk."""
    shutil.copytree(enrolled(tmp_path_factory), tmp_path, dirs_exist_ok=True)
    shutil.copytree(tmp_path / "config", config_dir, dirs_exist_ok=True)
    hands = Hands(BEGINS)
    sits = (("centre", "w-centre-1"), (f"{ONE}-A", f"w-{ONE}-1"), ("supervisor-B", "s-1"), ("supervisor-C", "s-2"))
    made = Around(
        tmp_path, hands, *(unlock(tmp_path / place, who, PASSWORD, hands.clock, LIBRARY) for place, who in sits)
    )
    yield made
    for desk in made.desks:
        desk.close()


def a_case(around: Around) -> str:
    """A case that its station has signed and that is at both supervisors'."""
    as_person(around.one, WORKER)
    case = typed(around.one, "case", client_id=a_person(around.one, a_home(around.one)))
    as_person(around.one, LEAD)
    sign(around.one, case, decided=DECIDED)
    as_person(around.one, WORKER)
    around.send(around.one, around.centre)
    around.send(around.centre, around.first, around.second)
    return case


def revise(desk: Desk, record: str, field: str = "presenting_problem", more: str = MORE, why: str = "") -> None:
    draft = draft_of(desk, record)
    if why:
        draft.answer("correction_reason", why)
    draft.answer(field, f"{draft.answers[field]}{more}")
    submit(desk, draft, record)


def only(told: DocumentThreads) -> Card:
    (card,) = told.cards
    return card
