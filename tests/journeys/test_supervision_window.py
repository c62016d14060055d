"""Supervision through three windows, by files only: handed in, annotated, revised, confirmed, closed and locked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from sheqi_desktop.domain.codes_annotation import AnnotationKind, VerdictCode
from sheqi_desktop.gui import ask
from sheqi_desktop.gui.pages.document_ask import way_to
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.review import ReviewAsk
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.operations.case_lock import CLOSED
from sheqi_desktop.operations.give_verdict import give_verdict
from sheqi_desktop.operations.sign_off import sign
from tests.cases import LEAD, WORKER, objectives, typed
from tests.desks import Hands, a_centre, a_station, a_supervisor
from tests.groups import as_person
from tests.gui.conftest import dressed  # noqa: F401 - the look every window test stands on
from tests.gui.hands import commit, press
from tests.gui.pages.answer_world import DECIDED, ONE, Loop
from tests.gui.pages.bundle_world import shown_words, stories
from tests.gui.pages.conftest import Rooms, jobs, make_window  # noqa: F401 - the windows
from tests.gui.pages.review_seat import select
from tests.gui.pages.test_no_flash import Watch
from tests.typed import a_home, a_person

STATION_NAME, GUIDE_NAME = "桥头镇", "督导周督导"
FIELD, OTHER = "sys_family", "sys_social"
SIGNED_ONLY = "签批后只能看；要改请走“更正”，改好再签批"


@dataclass
class Three(Loop):
    """The windows over the three desks, and the sticks between them."""

    windows: dict[str, Rooms] = field(default_factory=dict)

    def at(self, who: str, person: int = 0) -> Rooms:
        """Sit down before one of the windows; at the station it is told who."""
        if person:
            as_person(self.one, person)
        rooms = self.windows[who]
        rooms.window.activateWindow()
        rooms.wait()
        return rooms

    def stick(self) -> Path:
        """Give an empty folder to write into; it takes ten minutes to carry."""
        self.hands.moment += timedelta(minutes=10)
        made = self.folder / f"stick-{len(list(self.folder.glob('stick-*')))}"
        made.mkdir()
        return made

    def exported(self, rooms: Rooms) -> Path:
        """Export for the centre."""
        page, stick = rooms.go("bundles"), self.stick()
        ask.answers.append(stick)
        page.submit()
        rooms.wait()
        (file,) = stick.glob("*.sqb")
        return file

    def imported(self, rooms: Rooms, file: Path) -> Any:
        """Import a file; gives the page that read it."""
        page = rooms.go("import", [file])
        page.submit()
        rooms.wait()
        assert stories(page) == {file.name: "已合并"}
        return page

    def returned(self, to: str) -> Path:
        """Let the centre write its return bundles; give the one whose line names the receiver."""
        rooms, stick = self.at("centre"), self.stick()
        page = rooms.go("returns")
        ask.answers.append(stick)
        page.submit()
        rooms.wait()
        return stick / {row.cells[0]: row.cells[1] for row in page.table.records.rows}[to]

    def to_guide(self) -> Rooms:
        """From the station over the centre to the 督导."""
        file = self.exported(self.at("one", LEAD))
        self.imported(self.at("centre"), file)
        back = self.returned(GUIDE_NAME)
        self.imported(self.at("guide"), back)
        return self.windows["guide"]

    def to_station(self) -> str:
        """From the 督导 over the centre to the station; gives what the page says has come."""
        file = self.exported(self.at("guide"))
        self.imported(self.at("centre"), file)
        back = self.returned(STATION_NAME)
        page = self.imported(self.at("one", LEAD), back)
        return page.news.words.text()

    def paper(self, card: str) -> Any:
        """Let the 社工 look at the 预估表 beside its annotations."""
        way = way_to("case_assessment", self.said["paper"], self.said["case"], self.said[card])
        return self.at("one", WORKER).go(*way)


@pytest.fixture
def open_desk(tmp_path: Path, config_dir: Path) -> Iterator[Three]:
    """Enrol the three; the station has a case that was taken in, and its 预估表 is handed in."""
    hands = Hands("2023-03-01T09:00:00")
    centre = a_centre(tmp_path, hands)
    one, guide = a_station(tmp_path, centre, hands, ONE), a_supervisor(tmp_path, centre, hands, [ONE])
    for desk in (one, guide):
        with desk.write() as write:
            desk.adopt(write, desk.book.adopt(centre.book.since(0)))
    made = Three(tmp_path, hands, centre, one, guide)
    as_person(one, WORKER)
    case = made.said["case"] = typed(one, "case", client_id=a_person(one, a_home(one)))
    as_person(one, LEAD)
    sign(one, case, decided=DECIDED)
    by_verbs(made, case)
    typed(one, "case_consent", case)
    made.said["paper"] = typed(one, "case_assessment", case)
    yield made
    made.close()


def by_verbs(three: Three, record: str) -> None:
    """Have a paper signed by the 督导, to and fro; what is not part of this journey."""
    three.there()
    decided = DECIDED if record == three.said["case"] else None
    give_verdict(three.guide, record, VerdictCode.SIGNED, decided=decided)
    three.send(three.guide, three.centre)
    three.send(three.centre, three.one)


@pytest.fixture
def three(open_desk: Three, make_window) -> Iterator[Three]:  # noqa: F811 - the windows above
    """Open the windows; nothing but they may ever show itself as a window."""
    for who in ("centre", "one", "guide"):
        open_desk.windows[who] = make_window(getattr(open_desk, who))
    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    yield open_desk
    QApplication.instance().removeEventFilter(watch)
    assert watch.seen == []


def waiting(rooms: Rooms) -> list[tuple[str, str]]:
    """Name the documents of 待批注 and how far they are."""
    return [(one.title, one.state) for one in rooms.go("queue").list.model.lines]


def annotated(rooms: Rooms, where: str, words: str, kind: AnnotationKind, body: str) -> str:
    """Select words, Ctrl+M, choose the type, write, Ctrl+Enter; gives the annotation."""
    before = set(rooms.page.notes.cards.cards)
    select(rooms, words, where)
    press(rooms.page.paper.texts[where], Qt.Key.Key_M, control=True)
    rooms.wait()
    new = rooms.page.notes.new
    assert QApplication.focusWidget() is new.field
    new.kind.setCurrentIndex(new.kind.findData(int(kind)))
    commit(new.field, body)
    press(new.field, Qt.Key.Key_Return, control=True)
    rooms.wait()
    (made,) = set(rooms.page.notes.cards.cards) - before
    return made


def passed(rooms: Rooms, record: str) -> None:
    """Open a document in 待批注 and let it pass."""
    page = rooms.go("queue", ReviewAsk(record))
    press(page.verdict.choice, Qt.Key.Key_1)
    assert page.verdict.choice.value() == VerdictCode.SIGNED
    page.submit()
    rooms.wait()
    assert record not in [one.record for one in page.list.model.lines]


def review(three: Three, guide: Rooms) -> None:
    """Annotate two passages, one of them 必改: the paper can only go back."""
    page = guide.go("queue", ReviewAsk(three.said["paper"]))
    must = annotated(guide, FIELD, "独居", AnnotationKind.MUST, "写清独居多久、谁能在十分钟内赶到。")
    question = annotated(guide, OTHER, "村医每月量血压", AnnotationKind.QUESTION, "学校和村医各能做什么？")
    three.said |= {"must": must, "question": question}
    assert page.verdict.choice.value() == VerdictCode.RETURNED
    assert page.verdict.why.text() == "还有1条“必改”未确认，不能签批。"
    page.submit()
    guide.wait()
    assert waiting(guide) == []
    assert guide.window.status.middle.text() == "1 份文书的批注未发回・上次发回 3月1日"


def answer(three: Three) -> None:
    """From the list to the card: reply to the question, revise what must be revised."""
    one = three.at("one", WORKER)
    one.go("home")
    one.find("home_news")
    assert one.find("nav_annotations").accessibleName() == "督导批注，2 件待处理"
    table = one.go("annotations").table
    table.choose(three.said["question"])
    press(table, Qt.Key.Key_Return)
    one.wait()
    panel, badge = one.page.panel, one.page.paper.badge
    assert (one.window.page_id, panel.count.text(), badge.text) == ("case", "2 条待处理", "已退回")
    panel.column.cards[three.said["question"]].buttons["reply"].click()
    one.wait()
    box = QApplication.focusWidget()
    assert box is panel.column.cards[three.said["question"]].box.field
    commit(box, "村医每月上门量血压，学校不涉及。")
    press(box, Qt.Key.Key_Return, control=True)
    one.wait()
    assert panel.column.cards[three.said["question"]].way.text() == "已回复，等下次报送带走"
    panel.column.cards[three.said["must"]].buttons["revise"].click()
    one.wait()
    hand_in_again(one)
    assert panel.column.cards[three.said["must"]].way.text() == "已修改（第2版），等下次报送带走"
    assert badge.text == "待审第2版"


def hand_in_again(one: Rooms) -> None:
    """Write what was missing, and hand the returned form in."""
    page = one.page
    assert (one.window.page_id, page.footer.buttons["form_submit"].text()) == ("form/case_assessment", "改好再提交")
    view = page.view
    words = "独居三年，" + str(view.draft.answers[FIELD]).removeprefix("独居，")
    view.editor(FIELD).set_value(words)
    view._answer(FIELD, words)
    for problem in [one for one in view.draft.problems() if one.confirmable]:
        view._settle_check(problem)
    page.submit()
    one.wait()
    assert one.window.toasts.words == "个案预估已提交，等督导签批（周督导）。"
    assert one.window.page_id == "case"


def confirm(three: Three, guide: Rooms) -> None:
    """Confirm both answers on their cards; now the paper passes."""
    page = guide.go("queue", ReviewAsk(three.said["paper"]))
    cards = page.notes.cards.cards
    said = [cards[three.said[one]].accessibleName() for one in ("must", "question")]
    assert said == ["第 1 条 必改 已修改", "第 2 条 提问 已修改"]
    assert page.verdict.why.text() == "还有1条“必改”未确认，不能签批。"
    for one in ("must", "question"):
        page.notes.cards.cards[three.said[one]].buttons["confirm"].click()
        guide.wait()
    assert guide.find("cards_done").text() == "已处理 2 条"
    passed(guide, three.said["paper"])


def to_the_closure(three: Three) -> None:
    """Plan, work, evaluate and write the 结案 at the station; the 站长 signs it."""
    one, case = three.one, three.said["case"]
    by_verbs(three, typed(one, "case_plan", case))
    (goal,) = objectives(one, case)
    told = {"objective_refs": [goal], "progress": [{"objective_ref": goal, "level": "partly", "value": "4晚"}]}
    for day in ("2023-03-02", "2023-03-03", "2023-03-06"):
        three.hands.to(f"{day}T17:00:00")
        three.said["note"] = typed(one, "process_note", case, service_date=day, next_on="2023-04-09", **told)
    three.hands.to("2023-03-07T17:00:00")
    by_verbs(three, typed(one, "case_evaluation", case))
    three.said["closure"] = typed(one, "case_closure", case)
    as_person(one, LEAD)
    sign(one, three.said["closure"])


def locked(three: Three) -> None:
    """Everything of the closed case is there to be read, and says how it could be changed."""
    one = three.at("one", WORKER)
    page = one.go("case", three.said["case"])
    assert page.head._state.text == "已结案・跟进中"
    assert [step.words for step in page.file.steps] == ["写回访记录"]
    note = next(paper for paper in page.file.papers if paper.record == three.said["note"])
    ask.answers.extend(["写错了人，不该有这份", "ok"])
    page.papers.void_asked.emit(note)
    one.wait()
    assert ask.asked[-1].startswith("个案已结案，")
    papers = (("process_note", "note", CLOSED), ("case_assessment", "paper", SIGNED_ONLY))
    for kind, name, words in (*papers, ("case_closure", "closure", SIGNED_ONLY)):
        form = one.go(f"form/{kind}", FormAsk(kind, three.said[name]))
        assert any(words in shown for shown in shown_words(form, PlainLabel)), kind
        assert not any(button.isVisible() for button in form.footer.buttons.values())
        assert [action.id for action in form.header().actions] == ["form_correct", "form_paper"]


def test_annotated_revised_confirmed_and_closed_by_files_only(three: Three):
    guide = three.to_guide()
    assert waiting(guide) == [("个案预估表", "待审第1版")]
    review(three, guide)
    assert three.to_station() == "本次回传：新批注2，必改1，退回1份，签批0份"

    answer(three)
    guide = three.to_guide()
    for card, words in (
        ("must", "已修改（第2版），已装包，等县中心收到"),
        ("question", "已回复，已装包，等县中心收到"),
    ):
        assert three.paper(card).panel.column.cards[three.said[card]].way.text() == words
    guide = three.at("guide")
    assert waiting(guide) == [("个案预估表", "待审第2版")]
    confirm(three, guide)
    assert three.to_station() == "本次回传：新批注0，必改0，退回0份，签批1份"
    page = three.paper("must")
    assert {card.way.text() for card in page.panel.column.cards.values()} == {"督导已确认"}
    assert (page.paper.badge.text, page.panel.count.text()) == ("第 2 版・已签批", "没有待处理的")

    to_the_closure(three)
    page = three.at("one", WORKER).go("case", three.said["case"])
    assert page.file.head.state_words == "结案待批"
    guide = three.to_guide()
    assert ("个案结案表", "待审第1版") in waiting(guide)
    passed(guide, three.said["closure"])
    assert three.to_station() == "本次回传：新批注0，必改0，退回0份，签批1份"
    locked(three)
