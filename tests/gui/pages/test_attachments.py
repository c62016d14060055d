"""Photos in a form: added, dropped, pasted, described, looked at, taken out and put back, never in the window's way."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sheqi_desktop.gui import ask
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.buttons import Button
from sheqi_desktop.gui.widgets.file_viewer import FileViewer
from sheqi_desktop.operations.people import people
from sheqi_desktop.store import blobs
from tests.gui.hands import commit, press
from tests.gui.pages.station_world import rows_of
from tests.pictures import HEIC, a_bomb, a_jpeg, a_pdf
from tests.typed import a_consent

Key = Qt.Key


@pytest.fixture
def page(rooms, desk):
    client = people(desk, "王秀兰").rows[0].record
    page = rooms.go(
        "visit_form", FormAsk("visit", answers={"client_id": client, "service_date": "2023-06-14", "mode": 1})
    )
    page.view.editor("outcome").set_value(1)
    page.view._answer("outcome", 1)
    rooms.wait()
    return page


@pytest.fixture
def files(tmp_path) -> list[Path]:
    (tmp_path / "院子.jpg").write_bytes(a_jpeg(900, 600, taken="2023-06-14"))
    (tmp_path / "记录.pdf").write_bytes(a_pdf(2))
    return [tmp_path / "院子.jpg", tmp_path / "记录.pdf"]


def added(rooms, page, files):
    editor = page.view.editor("photos")
    ask.answers.append(files)
    press(editor.focus_target(), Key.Key_Space)
    rooms.wait()
    return editor


def test_files_are_picked_through_the_one_door_and_described(rooms, page, files):
    editor = added(rooms, page, files)
    photo, paper = editor.value()
    assert (photo["kind"], photo["taken_on"], paper["pages"], paper["kind"]) == ("photo", "2023-06-14", 2, "other")
    assert photo["caption"].startswith("2023-06-14")
    assert photo["caption"].endswith("探访")
    assert page.view.draft.answers["photos"] == [photo, paper]
    card = editor.cards[0]
    assert not card.thumb._picture.isNull()
    assert card.look.accessibleName() == "看 院子.jpg"
    assert not editor.cards[1].client.isVisible(), "nobody has a face on a PDF"
    card.client.setFocus()
    press(card.client, Key.Key_Space)
    card.caption.setText("")
    commit(card.caption, "老人在院里晒太阳")
    rooms.wait()
    photo = page.view.draft.answers["photos"][0]
    assert (photo["shows_client"], photo["shows_minor"], photo["caption"]) == (True, False, "老人在院里晒太阳")


def test_what_is_taken_out_can_be_put_back(rooms, page, files):
    editor = added(rooms, page, files)
    before = editor.value()
    editor.cards[0].drop.click()
    rooms.wait()
    assert [one["name"] for one in page.view.draft.answers["photos"]] == ["记录.pdf"]
    assert editor.words.text() == "已拿掉“院子.jpg”。"
    editor.back.click()
    rooms.wait()
    assert page.view.draft.answers["photos"] == before


def test_a_refused_file_is_named_under_the_field_and_the_others_stay(rooms, page, files, tmp_path):
    (tmp_path / "坏.jpg").write_bytes(b"\xff\xd8\xff nothing")
    editor = added(rooms, page, [files[0], tmp_path / "坏.jpg"])
    assert [one["name"] for one in editor.value()] == ["院子.jpg"]
    assert editor.words.text() == "“坏.jpg”打不开，文件可能已损坏。请重新拍照或扫描后再上传。"
    assert (editor.words.property("tone"), editor._mark.isVisible()) == ("bad", True), "never by colour alone"
    assert editor.add.isEnabled()
    editor.cards[0].drop.click()
    assert (editor.words.property("tone"), editor._mark.isVisible()) == (None, False), "that was no mistake"


def test_a_photo_is_dropped_on_the_field(rooms, page, files):
    editor = page.view.editor("photos")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(files[0]))])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), *how)
    QApplication.sendEvent(editor._holder, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(editor._holder, QDropEvent(QPointF(5, 5), *how))
    rooms.wait()
    assert [one["name"] for one in editor.value()] == ["院子.jpg"]


def test_a_picture_is_pasted(rooms, page):
    editor = page.view.editor("photos")
    image = QImage(80, 60, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(image)
    editor.add.setFocus()
    QTest.keyClick(editor.add, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    rooms.wait()
    if editor.value() is None:  # a machine without windows delivers no shortcuts
        editor._paste()
        rooms.wait()
    assert [(one["name"], one["type"]) for one in editor.value()] == [("粘贴的图片.png", "image/jpeg")]


def test_the_signed_sheet_goes_with_the_signature(rooms, page, files):
    editor = page.view.editor("client_sign")
    ask.answers.append([files[0]])
    editor.sheet.add.click()
    rooms.wait()
    value = page.view.draft.answers["client_sign"]
    assert (value["state"], value["file"]["kind"]) == ("signed", "signed_scan")
    editor.states.setFocus()
    press(editor.states, Key.Key_2)
    assert page.view.draft.answers["client_sign"]["state"] == "thumb"
    assert page.view.draft.answers["client_sign"]["file"] == value["file"]


def test_it_is_looked_at_inside_the_program_page_by_page(rooms, page, files):
    editor = added(rooms, page, files)
    editor.cards[0].look.click()
    rooms.wait()
    viewer = page.findChild(FileViewer)
    assert viewer.place.text() == "1 / 3"
    assert viewer.title.text() == "院子.jpg"
    size = viewer.sheet.pixmap().size()
    assert size.width() > size.height()
    press(viewer, Key.Key_R)
    assert viewer.sheet.pixmap().width() < viewer.sheet.pixmap().height()
    before = viewer.percent
    press(viewer, Key.Key_Plus)
    assert viewer.percent > before
    press(viewer, Key.Key_PageDown, Key.Key_PageDown)
    rooms.wait()
    assert (viewer.place.text(), viewer.title.text()) == ("3 / 3", "记录.pdf")
    assert not viewer.next.isEnabled()
    viewer.close_.click()


def test_what_is_not_here_says_where_the_original_is(rooms, page, files, desk):
    editor = added(rooms, page, files)
    value = editor.value()
    rooms.go("clients")
    with desk.write() as write:
        write.run("DELETE FROM blob")
    client = people(desk, "王秀兰").rows[0].record
    page = rooms.go(
        "visit_form", FormAsk("visit", answers={"client_id": client, "photos": value, "outcome": 1, "mode": 1})
    )
    card = page.view.editor("photos").cards[0]
    assert card._about.text() == "原件还没有到"
    assert not card.look.isVisible()


def test_a_signed_record_still_takes_the_scan_and_nothing_else(rooms, desk, files):
    record = next(row.record for row in rows_of(desk) if row.reached)
    with desk.write() as write:
        stored = desk.stored(write, record)
        desk.append(write, "visit", record, stored.heads, {"status": "signed", "outcome": 1})
    page = rooms.go("visit_form", FormAsk("visit", record))
    editor = page.view.editor("photos")
    assert editor.add.text() == "补传附件"
    ask.answers.append([files[0]])
    editor.add.click()
    rooms.wait()
    with desk.read() as read:
        stored = desk.stored(read, record)
    assert [one["name"] for one in stored.answers["photos"]] == ["院子.jpg"]
    assert (stored.status, stored.correcting) == ("signed", False)
    assert not editor.cards[0].drop.isVisible()


def said_on(card) -> str:
    return "\n".join(one.text() for one in card.findChildren(PlainLabel))


def test_the_second_use_of_a_photo_is_said_on_its_card_and_the_first_record_opens(rooms, page, files, desk):
    editor = added(rooms, page, files[:1])
    assert "已用于" not in said_on(editor.cards[0])
    first = rows_of(desk)[0].record
    with desk.write() as write:
        stored = desk.stored(write, first)
        desk.append(write, "visit", first, stored.heads, {"photos": editor.value()})
    editor._show()
    rooms.wait()
    card = editor.cards[0]
    assert "同一张照片已用于" in said_on(card)
    link = next(one for one in card.findChildren(Button) if "打开用过这张照片" in one.accessibleName())
    assert link.text() == f"打开 {stored.number.partition('-')[2]}"
    link.click()
    rooms.wait()
    assert rooms.page.opened.record == first
    rooms.window.back()
    rooms.wait()
    assert rooms.page.view.draft.answers["photos"] == editor.value(), "nothing typed is lost on the way"


def test_a_face_says_whose_consent_is_missing_and_a_withdrawn_one_is_forbidden(rooms, page, files, desk):
    editor = added(rooms, page, files[:1])
    card = editor.cards[0]
    assert "请先勾选" in said_on(card)
    assert not card.findChildren(Badge), "nothing is forbidden while nobody has said who is on it"
    card.client.setChecked(True)
    rooms.wait()
    assert "王某某没有书面同意“照片用于宣传”，不能对外使用。" in said_on(card)
    assert [one.text for one in card.findChildren(Badge)] == ["禁止使用"]
    client = page.view.draft.answers["client_id"]
    consent = a_consent(desk, client)
    card.client.setChecked(False)
    card.client.setChecked(True)
    rooms.wait()
    assert not card.findChildren(Badge), "she agreed"
    with desk.write() as write:
        stored = desk.stored(write, consent)
        desk.append(write, "case_consent", consent, stored.heads, {"withdrawn_on": "2023-06-01"})
    card.client.setChecked(False)
    card.client.setChecked(True)
    rooms.wait()
    assert [one.text for one in card.findChildren(Badge)] == ["禁止使用"]
    assert "王某某已于2023-06-01撤回“照片用于宣传”的同意，禁止使用。" in said_on(card)
    card.client.setChecked(False)
    rooms.wait()
    assert not card.findChildren(Badge), "nobody is on it any more"


OTHER = "只能上传jpg、png或pdf文件。“{name}”是手机的HEIC或WebP照片，请在手机里转成jpg后再上传。"
HOSTILE = {
    "弹.png": (a_bomb(), "“弹.png”的画面太大（30000×30000），没有打开。请缩小到1亿像素以内后再上传。"),
    "手机.heic": (HEIC, OTHER.format(name="手机.heic")),
    "改名.jpg": (HEIC, OTHER.format(name="改名.jpg")),
    "说明.docx": (b"PK\3\4" + bytes(64), "只能上传jpg、png或pdf文件。请换一张照片，或先把它另存成jpg、pdf再选。"),
    "断.jpg": (a_jpeg(800, 600)[:900], "“断.jpg”打不开，文件可能已损坏。请重新拍照或扫描后再上传。"),
    "空.jpg": (b"", "“空.jpg”是空的，里面没有内容。请重新拷贝一次再上传。"),
    "空.txt": (b"", "只能上传jpg、png或pdf文件。请换一张照片，或先把它另存成jpg、pdf再选。"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_one_sentence_and_nothing_is_lost(rooms, page, files, tmp_path, desk, name):
    data, sentence = HOSTILE[name]
    (tmp_path / name).write_bytes(data)
    editor = added(rooms, page, files[:1])
    before = editor.value()
    with desk.read() as read:
        kept = blobs.count(read)
    ask.answers.append([tmp_path / name])
    press(editor.focus_target(), Key.Key_Space)
    rooms.wait()
    assert editor.words.text() == sentence
    assert editor.value() == before == page.view.draft.answers["photos"]
    assert page.view.draft.answers["outcome"] == 1
    with desk.read() as read:
        assert blobs.count(read) == kept
    assert editor.add.isEnabled()


def test_pictures_are_opened_on_the_worker_thread_only(rooms, page, files, monkeypatch):
    """Pillow never sees a picture on the window's thread, however it came."""
    seen: set[bool] = set()
    opened = Image.open

    def watched(*given, **named):
        seen.add(threading.current_thread() is threading.main_thread())
        return opened(*given, **named)

    monkeypatch.setattr(Image, "open", watched)
    editor = added(rooms, page, files)
    editor.cards[0].look.click()
    rooms.wait()
    page.findChild(FileViewer).close_.click()
    assert seen == {False}
