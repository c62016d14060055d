"""忘了口令, through the real window: the printed code opens, a slip is named, the used code gives way to a new one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.gui import app, ask
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages import printing
from sheqi_desktop.gui.pages.forgot import ForgotPage
from sheqi_desktop.gui.pages.forgot_answer import ForgotAnswerPage
from sheqi_desktop.gui.widgets.fingerprint import FingerprintBox
from sheqi_desktop.operations.accept_bundle import Refused, accept_bundles
from sheqi_desktop.operations.enrol_centre import Joining, approve, invite
from sheqi_desktop.operations.enrol_station import accept_approval, set_up_station, write_request
from sheqi_desktop.operations.forgotten import set_password
from sheqi_desktop.operations.root_key import open_root_key
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.through_centre import answer_ask, ask_centre, open_with_answer
from sheqi_desktop.operations.unlock import unlock
from sheqi_desktop.store.journal import entries
from sheqi_desktop.store.recovery import new_secret, print_code
from sheqi_desktop.store.vault import QUICK, Vault
from tests.desks import LIBRARY, PASSWORD, Hands, a_centre
from tests.gui.conftest import dressed  # noqa: F401 - the look every window test stands on
from tests.gui.hands import shut
from tests.typed import a_home, a_person

STATION = "411327103"
LEAD = f"w-{STATION}-1"
NEW_WORD = "想了很久的新口令"
pytestmark = pytest.mark.usefixtures("dressed")


class Town:
    """A centre, and a station whose 恢复单 lies in an envelope."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.hands = folder, Hands("2022-09-01T09:00:00")
        self.centre = a_centre(folder, self.hands)
        self.root = open_root_key(folder / "root-1.key", PASSWORD)
        pack = invite(self.centre, STATION, "A", [Joining(LEAD, "张敏", "station_lead")], folder, self.root)
        made = set_up_station(
            folder / "station", pack.path, LEAD, pack.codes[LEAD], PASSWORD, fingerprint_read=pack.fingerprint,
            clock=self.hands.clock, library=LIBRARY, cost=QUICK, opened_on="2022-08-01",
        )  # fmt: skip
        self.code, self.spoken = made.recovery_code, made.desk.machine.fingerprint
        self.approve(write_request(made.desk, folder), made.desk)
        made.desk.close()

    def approve(self, request: Path, desk) -> None:
        answer = approve(self.centre, request, self.spoken, "w-centre-2", PASSWORD, self.folder, self.root)
        accept_approval(desk, answer)

    @property
    def station(self) -> Path:
        return self.folder / "station"


@pytest.fixture
def town(tmp_path, monkeypatch):
    monkeypatch.setattr(printing, "printers", list)  # no printer hangs on a test machine
    made = Town(tmp_path)
    yield made
    made.centre.close()


def at_the_door(qtbot, town: Town) -> tuple[app.Program, ForgotPage]:
    program = app.Program(town.station, town.hands.clock)
    qtbot.addWidget(program.shell, before_close_func=shut)
    program.start()
    forgot = program.shell.findChild(QWidget, "forgot")
    if forgot is not None:
        forgot.click()
    return program, program.shell.findChild(ForgotPage)


def slipped(code: str) -> str:
    """Give the code with one digit of its fourth group copied wrongly."""
    digits = code.replace(" ", "")
    return digits[:13] + str((int(digits[13]) + 1) % 10) + digits[14:]


def set_a_new_word(qtbot, page: ForgotPage, folder: Path) -> str:
    """Go through the steps after the code; give the code of the new sheet."""
    qtbot.waitUntil(lambda: page.step == 1, timeout=10_000)
    assert not any(page.fields.groups), "the code does not stay on the screen"
    page.password.first.setText("1234567890")
    page.password.second.setText("1234567890")
    page.go_on()
    qtbot.waitUntil(lambda: "口令太简单" in page._said.text.text())
    page.password.first.setText(NEW_WORD)
    page.password.second.setText(NEW_WORD)
    page.go_on()
    qtbot.waitUntil(lambda: page.step == 2, timeout=15_000)
    new = page.recovery.code
    sheet = folder / "新恢复单.pdf"
    ask.answers.append(sheet)
    page.recovery.print_.click()
    qtbot.waitUntil(sheet.exists, timeout=10_000)
    assert not page.next.isEnabled()
    page.findChild(QWidget, "group_3").setText(page.recovery.groups[2])
    page.findChild(QWidget, "group_7").setText(page.recovery.groups[6])
    page.go_on()
    qtbot.waitUntil(lambda: page.step == 3)
    return new


def test_the_printed_code_sets_a_new_word_and_gives_way_to_a_new_one(qtbot, town: Town, tmp_path):
    program, page = at_the_door(qtbot, town)
    page.fields.take(slipped(town.code))
    assert "抄错" in page.fields.said.text()
    page.go_on()
    qtbot.waitUntil(lambda: "第 4 组抄错了" in page._said.text.text(), timeout=10_000)
    page.fields.take(town.code)
    assert page.fields.said.text() == "校验位对得上。"
    page.go_on()
    new = set_a_new_word(qtbot, page, tmp_path)
    request = tmp_path / "SQ.sqreq"
    ask.answers.append(request)
    page.tell.save.click()
    qtbot.waitUntil(lambda: request.exists() and page.next.isEnabled())
    page.go_on()
    qtbot.waitUntil(lambda: program.desk is not None and program.shell.rooms is not None)
    desk = program.desk
    assert (desk.me.name, desk.approved) == ("张敏", True)

    vault = Vault.open(town.station)
    with pytest.raises(t.WrongPassword):
        vault.unlock(LEAD, PASSWORD)
    with pytest.raises(t.WrongRecoveryCode):
        vault.unlock_with_code(town.code)
    assert vault.unlock_with_code(new) == desk.dek

    # Long after the 登记包 ran out: what is signed with the new key waits for the centre, then counts.
    town.hands.to("2023-02-01T09:00:00")
    a_person(desk, a_home(desk), name="王玉兰")
    early = seal_bundle(desk, desk.library.centre_unit, tmp_path)
    (refused,) = accept_bundles(town.centre, [early.path])
    assert isinstance(refused, Refused)
    assert isinstance(refused.trouble, t.WorkerKeyPending)
    town.approve(request, desk)
    assert len(desk.book.newest.person(LEAD).signing_keys) == 2
    (taken,) = accept_bundles(town.centre, [early.path])
    assert taken.new >= 2
    shut(program.shell)


def test_whole_codes_that_open_nothing_make_the_wait_grow(qtbot, town: Town):
    program, page = at_the_door(qtbot, town)
    for _ in range(4):
        page.fields.take(print_code(new_secret()))
        page._said.hide()
        page.go_on()
        qtbot.waitUntil(lambda: not page._busy and not page._said.isHidden(), timeout=10_000)
    assert "请等" in page._said.text.text()
    assert not page.next.isEnabled()
    page.fields.take(town.code)
    assert "秒再试" in page.why.text()
    qtbot.waitUntil(page.next.isEnabled, timeout=10_000)
    page.go_on()
    qtbot.waitUntil(lambda: page.step == 1, timeout=10_000)
    shut(program.shell)


def test_behind_a_lock_the_open_desk_is_used(qtbot, town: Town, tmp_path):
    program = app.Program(town.station, town.hands.clock)
    qtbot.addWidget(program.shell, before_close_func=shut)
    program.start()
    program.enter((unlock(town.station, LEAD, PASSWORD, town.hands.clock), True))
    before = program.desk
    program.lock()
    program.shell.findChild(QWidget, "forgot").click()
    page = program.shell.findChild(ForgotPage)
    page.fields.take(town.code)
    page.go_on()
    set_a_new_word(qtbot, page, tmp_path)
    page.go_on()
    qtbot.waitUntil(lambda: not program.shell.locked)
    assert program.desk is before
    shut(program.shell)
    unlock(town.station, LEAD, NEW_WORD, town.hands.clock).close()


def test_slots_that_cannot_be_read_are_made_anew_around_the_code(qtbot, town: Town, tmp_path):
    for damaged in town.station.glob("vault*.json"):
        if "code" not in damaged.name:
            damaged.write_bytes(b"nothing to read")
    program, page = at_the_door(qtbot, town)
    assert page is not None, "the way in by the printed code is offered at once"
    page.fields.take(town.code)
    page.go_on()
    qtbot.waitUntil(lambda: page.step == 1, timeout=10_000)
    assert page.password.who.itemText(0) == "张敏（站负责人）"
    set_a_new_word(qtbot, page, tmp_path)
    page.go_on()
    qtbot.waitUntil(lambda: program.desk is not None)
    shut(program.shell)
    unlock(town.station, LEAD, NEW_WORD, town.hands.clock).close()


# ------------------------------------------------------------------------------ without the sheet: through the centre
def said(box: FingerprintBox) -> str:
    return "".join(one for one in box.accessibleName() if one.isdigit())


def ask_and_answer(qtbot, town: Town, page: ForgotPage, tmp_path: Path) -> tuple[Path, str]:
    """Let the machine ask and the centre answer, each in its own window; give the answer and its code."""
    page.findChild(QWidget, "forgot_centre").click()
    question = tmp_path / "忘了口令.sqask"
    ask.answers.append(question)
    page.centre.save.click()
    qtbot.waitUntil(lambda: question.exists() and not page._busy, timeout=10_000)
    spoken = said(page.centre.digits)
    jobs = Jobs()
    office = ForgotAnswerPage(town.centre, jobs)
    qtbot.addWidget(office)
    office.open(None)
    office.look_at([question])
    qtbot.waitUntil(lambda: office._file is not None, timeout=10_000)
    assert said(office.heard.digits) == spoken, "what is read by telephone is the same on both sides"
    assert office._why.text() == "还没有电话核对指纹"
    office.heard.same.set_value("same")
    office.two.who.setCurrentIndex(office.two.who.findData("w-centre-2"))
    office.two.password.setText(PASSWORD)
    office._weigh()
    ask.answers.append(tmp_path)
    office.submit()
    qtbot.waitUntil(lambda: not office.made.isHidden(), timeout=20_000)
    code = said(office.code)
    jobs.finish()
    (answer,) = tmp_path.glob("YD-*.sqans")
    return answer, code


def test_without_the_sheet_the_centre_opens_it_by_files_and_a_code(qtbot, town: Town, tmp_path: Path):
    program, page = at_the_door(qtbot, town)
    answer, code = ask_and_answer(qtbot, town, page, tmp_path)
    ask.answers.append(answer)
    page.centre.choose.click()
    page.centre.code.setText("0000 0000 0000")
    page.centre.go.click()
    qtbot.waitUntil(lambda: "代码不对" in page._said.text.text(), timeout=20_000)
    page.centre.code.setText(code)
    page.centre.go.click()
    set_a_new_word(qtbot, page, tmp_path)
    assert page.centre.code.text() == ""
    page.go_on()
    qtbot.waitUntil(lambda: program.desk is not None and program.shell.rooms is not None)
    assert program.desk.me.name == "张敏"
    shut(program.shell)
    # The answer opens nothing a second time: the question it belongs to is forgotten.
    with pytest.raises(t.AnswerWrong):
        open_with_answer(town.station, answer, code)
    with town.centre.read() as read:
        opened = [one for one in entries(read) if one.what == "recovery_opened"]
    assert len(opened) == 1
    assert opened[0].detail["second"] == "w-centre-2"


def test_even_slots_that_cannot_be_read_are_answered_with_the_box_of_the_last_bundle(town: Town, tmp_path: Path):
    desk = unlock(town.station, LEAD, PASSWORD, town.hands.clock)
    a_home(desk)
    device = desk.machine.device
    path = seal_bundle(desk, desk.library.centre_unit, tmp_path).path
    desk.close()
    (taken,) = accept_bundles(town.centre, [path])
    assert not isinstance(taken, Refused)
    for damaged in town.station.glob("vault*.json"):
        damaged.write_bytes(b"nothing to read")
    question = tmp_path / "求助.sqask"
    spoken = ask_centre(town.station, question, town.hands.clock)
    with pytest.raises(t.NotFound):
        answer_ask(town.centre, question, spoken, "w-centre-2", PASSWORD, tmp_path)
    made = answer_ask(town.centre, question, spoken, "w-centre-2", PASSWORD, tmp_path, device)
    opened = open_with_answer(town.station, made.path, made.code)
    assert [worker for worker, _, _ in opened.people] == [LEAD]
    set_password(opened, LEAD, NEW_WORD, town.hands.clock).close()
    unlock(town.station, LEAD, NEW_WORD, town.hands.clock).close()


def test_the_centre_answers_nobody_whose_fingerprint_differs_and_never_alone(town: Town, tmp_path: Path):
    question = tmp_path / "求助.sqask"
    spoken = ask_centre(town.station, question, town.hands.clock)
    with pytest.raises(t.FingerprintDiffers):
        answer_ask(town.centre, question, "1234 5678 9012 3456 7890", "w-centre-2", PASSWORD, tmp_path)
    with pytest.raises(t.SecondPersonMissing):
        answer_ask(town.centre, question, spoken, "w-centre-1", PASSWORD, tmp_path)
    with pytest.raises(t.WrongPassword):
        answer_ask(town.centre, question, spoken, "w-centre-2", "不是他的口令呀", tmp_path)
    assert not list(tmp_path.glob("*.sqans"))
    # An answer to one question opens nothing for another.
    made = answer_ask(town.centre, question, spoken, "w-centre-2", PASSWORD, tmp_path)
    ask_centre(town.station, question, town.hands.clock)
    with pytest.raises(t.AnswerWrong):
        open_with_answer(town.station, made.path, made.code)
