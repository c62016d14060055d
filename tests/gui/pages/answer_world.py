"""A station to which a 督导 answered by files: annotations of every kind on a case, a visit and a 小组."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.annotate import annotate, selected
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.give_verdict import give_verdict
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.second_computer import Which, answer
from sheqi_desktop.operations.sign_off import sign
from sheqi_desktop.operations.unlock import unlock
from sheqi_desktop.sync.circles import address_of
from tests.cases import LEAD, WORKER, typed
from tests.desks import LIBRARY, PASSWORD, Hands, a_centre, a_station, a_supervisor, put
from tests.groups import a_planned, as_person
from tests.typed import a_home, a_person, visit_answers

ONE = "411327101"
DECIDED = {"decision": 1, "decision_reason": "愿意接受服务，问题在本站能力之内。"}
PRAISE, ADVICE, MUST, QUESTION, ETHICS, RISK = (int(one) for one in AnnotationKind)


@dataclass
class Loop:
    """The three desks and what lies on them; the last return bundle is not read yet."""

    folder: Path
    hands: Hands
    centre: Desk
    one: Desk
    guide: Desk
    said: dict[str, str] = field(default_factory=dict)
    coming: Path | None = None

    def send(self, sender: Desk, receiver: Desk) -> None:
        """Carry what the other does not have by file."""
        self.take(receiver, self.pack(sender, receiver))

    def pack(self, sender: Desk, receiver: Desk) -> Path:
        """Let the 站长 make the file, where it is the station's."""
        device = sender.book.newest.device(receiver.machine.device)
        assert device is not None
        if sender is self.one:
            as_person(sender, LEAD)
        path = seal_bundle(sender, address_of(device), self.folder).path
        if sender is self.one:
            as_person(sender, WORKER)
        return path

    def take(self, receiver: Desk, path: Path) -> None:
        """Let the 站长 read the file, where it is the station's."""
        if receiver is self.one:
            as_person(receiver, LEAD)
        accept_bundle(receiver, path, copy_first=False)
        if receiver is self.one:
            as_person(receiver, WORKER)

    def there(self) -> None:
        """From the station to the 督导."""
        self.send(self.one, self.centre)
        self.send(self.centre, self.guide)

    def close(self) -> None:
        for desk in (self.centre, self.one, self.guide):
            desk.close()


def a_loop(folder: Path, moment: str = "2023-06-12T09:00:00") -> Loop:
    """Enrol the three, and let the station write and the 督导 answer; the answer lies in a file."""
    hands = Hands(moment)
    centre = a_centre(folder, hands)
    one = a_station(folder, centre, hands, ONE)
    guide = a_supervisor(folder, centre, hands, [ONE])
    for desk in (one, guide):
        with desk.write() as write:
            desk.adopt(write, desk.book.adopt(centre.book.since(0)))
    loop = Loop(folder, hands, centre, one, guide)
    _work(loop)
    _review(loop)
    guide_sent = loop.pack(guide, centre)
    loop.take(centre, guide_sent)
    loop.coming = loop.pack(centre, one)
    return loop


def _work(loop: Loop) -> None:
    one, said = loop.one, loop.said
    as_person(one, WORKER)
    said["client"] = a_person(one, a_home(one))
    said["case"] = typed(one, "case", client_id=said["client"])
    as_person(one, LEAD)
    sign(one, said["case"], decided=DECIDED)
    as_person(one, WORKER)
    loop.there()
    give_verdict(loop.guide, said["case"], "signed", "可以接案。", decided=DECIDED)
    loop.send(loop.guide, loop.centre)
    loop.send(loop.centre, one)
    typed(one, "case_consent", said["case"])
    said["assessment"] = typed(one, "case_assessment", said["case"])
    said["visit"] = put(one, "visit", visit_answers(one, said["client"], "2023-06-10")).record
    said["group"] = a_planned(one, approve=False)
    as_person(one, WORKER)
    loop.there()


def _review(loop: Loop) -> None:
    guide, said = loop.guide, loop.said
    loop.hands.to("2023-06-12T15:00:00")

    def write(record: str, kind: int, body: str, field: str = "", quote: str = "") -> str:
        return annotate(guide, record, kind, body, selected(guide, record, field, quote)).annotation

    paper = said["assessment"]
    said["must"] = write(paper, MUST, "写清独居多久、谁能在十分钟内赶到。", "sys_family", "独居")
    said["question"] = write(paper, QUESTION, "学校和村医各能做什么？", "sys_social", "村医每月量血压")
    said["advice"] = write(paper, ADVICE, "可以画一张生态图附在后面。")
    said["praise"] = write(paper, PRAISE, "优势写得具体。", "strengths")
    give_verdict(guide, paper, "returned")
    said["ethics"] = write(said["visit"], ETHICS, "小结里不要写邻居的姓名。")
    said["group_must"] = write(said["group"], MUST, "目标要能量：写清出席率和前后测。")


def reopened(loop: Loop, folder: Path) -> Loop:
    """Give a copy of the three desks as they lie in their folders."""
    for desk in ("centre", f"{ONE}-A", "supervisor-B"):
        shutil.copytree(loop.folder / desk, folder / desk)
    hands = Hands("2023-06-13T10:00:00")
    opened = [
        unlock(folder / name, worker, PASSWORD, hands.clock, LIBRARY)
        for name, worker in (("centre", "w-centre-1"), (f"{ONE}-A", f"w-{ONE}-2"), ("supervisor-B", "s-1"))
    ]
    for desk in opened:
        answer(desk, Which.SAME)
    return Loop(folder, hands, *opened, said=loop.said, coming=loop.coming)
