"""A part of a photo is framed by mouse or by keyboard, annotated, and seen as a numbered frame by both sides."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sheqi_desktop.domain.annotation import MILLE, PhotoRect
from sheqi_desktop.gui.pages.document_ask import DocumentAsk
from sheqi_desktop.gui.pages.new_annotation import Typed
from sheqi_desktop.gui.pages.review import ReviewAsk
from sheqi_desktop.gui.photo_marks import in_picture, mark_at, marks_on, on_screen
from sheqi_desktop.gui.widgets.file_viewer import FileViewer
from sheqi_desktop.operations.document_threads import document_threads
from tests.gui.hands import commit, press
from tests.gui.pages.conftest import Rooms
from tests.photo_remarks import CORNER, a_visit_with_photos, back_to_station, remarked, replace_first
from tests.supervising import Around, around, only

__all__ = ["around"]
Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def reviewed(around: Around, make_window: Callable[..., Rooms]) -> tuple[Rooms, str, str]:
    """Open a visit with photos at its supervisor's."""
    visit, photos = a_visit_with_photos(around)
    rooms = make_window(around.first)
    rooms.go("queue", ReviewAsk(visit))
    return rooms, visit, photos[0]["hash"]


def viewer_of(rooms: Rooms, sha256: str) -> FileViewer:
    look = rooms.page.paper.strips["photos"].files[sha256].look
    look.setFocus()
    press(look, Key.Key_Space)
    rooms.wait()
    (viewer,) = [one for one in rooms.page.findChildren(FileViewer) if one.isVisible()]
    assert not viewer.sheet.pixmap().isNull()
    return viewer


def drag(viewer: FileViewer, begin: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag from one place of the picture to another, both in parts of one."""
    sheet, area = viewer.sheet, viewer.sheet.area()
    ends = [QPoint(int(area.left() + x * area.width()), int(area.top() + y * area.height())) for x, y in (begin, end)]
    QTest.mousePress(sheet, Qt.MouseButton.LeftButton, pos=ends[0])
    QTest.mouseMove(sheet, (ends[0] + ends[1]) / 2)
    QTest.mouseMove(sheet, ends[1])
    QTest.mouseRelease(sheet, Qt.MouseButton.LeftButton, pos=ends[1])


def close_to(rect: PhotoRect, *wanted: int) -> bool:
    """Tell whether a frame is where it was drawn, a dot or two of the screen aside."""
    return all(abs(a - b) < 120 for a, b in zip((rect.x, rect.y, rect.w, rect.h), wanted, strict=True))


def test_a_part_is_framed_by_mouse_and_annotated(reviewed: tuple[Rooms, str, str]):
    rooms, visit, photo = reviewed
    viewer = viewer_of(rooms, photo)
    assert not viewer.mark.isEnabled()
    drag(viewer, (0.25, 0.5), (0.75, 0.9))
    viewer.mark.click()
    rooms.wait()
    assert not viewer.isVisible()
    new = rooms.page.notes.new
    assert rooms.window.focusWidget() is new.field
    assert new.quote.text() == "照片上框出的地方：照片"
    assert photo in rooms.page.paper.strips["photos"].pictures
    commit(new.field, "药瓶要问清楚是谁的。")
    press(new.field, Key.Key_Return, control=True)
    rooms.wait()
    anchor = only(document_threads(rooms.desk, visit)).annotation.anchor
    assert anchor.field == f"photos[{photo}]"
    near = (2500, 5000, 5000, 4000)
    assert all(
        abs(a - b) < 120
        for a, b in zip((anchor.photo.x, anchor.photo.y, anchor.photo.w, anchor.photo.h), near, strict=True)
    )
    assert "●1" in rooms.page.paper.texts["photos"].toPlainText()
    shown = rooms.page.paper.strips["photos"].pictures[photo]
    assert shown.accessibleName() == "照片上框出的地方：第 1 条"


def test_a_part_is_framed_by_keyboard_alone(reviewed: tuple[Rooms, str, str]):
    rooms, visit, photo = reviewed
    viewer = viewer_of(rooms, photo)
    sheet = viewer.sheet
    assert QApplication.focusWidget() is sheet
    press(sheet, Key.Key_Down)
    first = sheet.rect_drawn
    press(sheet, *[Key.Key_Right] * 3, *[Key.Key_Up] * 2)
    moved = sheet.rect_drawn
    assert (moved.x - first.x, moved.y - first.y, moved.w, moved.h) == (300, -200, first.w, first.h)
    for key in (Key.Key_Right, Key.Key_Down, Key.Key_Down):
        QTest.keyClick(sheet, key, SHIFT)
    assert (sheet.rect_drawn.w - first.w, sheet.rect_drawn.h - first.h) == (100, 200)
    press(sheet, Key.Key_Escape)
    assert sheet.rect_drawn is None
    assert viewer.isVisible()
    press(sheet, Key.Key_Right, *[Key.Key_Right] * 80)
    assert sheet.rect_drawn.x + sheet.rect_drawn.w == MILLE
    press(sheet, Key.Key_Return)
    rooms.wait()
    field = rooms.page.notes.new.field
    assert rooms.window.focusWidget() is field
    commit(field, "这里看不清，请重拍一张。")
    press(field, Key.Key_Return, control=True)
    rooms.wait()
    anchor = only(document_threads(rooms.desk, visit)).annotation.anchor
    assert (anchor.file, anchor.photo.x + anchor.photo.w) == (photo, MILLE)


def test_on_a_turned_picture_what_is_framed_is_what_is_seen(reviewed: tuple[Rooms, str, str]):
    rooms, _, photo = reviewed
    viewer = viewer_of(rooms, photo)
    press(viewer, Key.Key_R)
    drag(viewer, (0.5, 0.0), (1.0, 0.25))
    rect = viewer.sheet.rect_drawn
    # Turned to the left, the upper edge on screen is the right edge of the picture.
    assert close_to(rect, 7500, 5000, 2500, 5000)
    viewer.close_.click()


def test_a_click_on_a_frame_goes_to_its_card(reviewed: tuple[Rooms, str, str], around: Around):
    rooms, visit, photo = reviewed
    made = remarked(around, visit, {"hash": photo})
    rooms.page.look()
    rooms.wait()
    viewer = viewer_of(rooms, photo)
    inside = on_screen(CORNER, viewer.sheet.area()).center().toPoint()
    QTest.mouseClick(viewer.sheet, Qt.MouseButton.LeftButton, pos=inside)
    rooms.wait()
    assert not viewer.isVisible()
    assert rooms.page.notes.cards.chosen == made


def test_what_is_half_typed_about_a_photo_is_there_again(reviewed: tuple[Rooms, str, str]):
    rooms, _, photo = reviewed
    viewer = viewer_of(rooms, photo)
    press(viewer.sheet, Key.Key_Down, Key.Key_Return)
    rooms.wait()
    commit(rooms.page.notes.new.field, "这里要")
    rooms.page.leave()
    rooms.wait()
    typed = rooms.page.notes.new.value()
    assert Typed.of(typed.kept()).at == typed.at
    assert typed.at.photo == PhotoRect(1, MILLE // 3, MILLE // 3, MILLE // 3, MILLE // 3)


# ------------------------------------------------------------------------------ the worker
def test_the_worker_sees_the_frame_and_later_the_old_photo(around: Around, make_window: Callable[..., Rooms]):
    visit, photos = a_visit_with_photos(around)
    remarked(around, visit, photos[0])
    back_to_station(around)
    rooms = make_window(around.one)
    rooms.go("annotated", DocumentAsk(visit))
    (strip,) = rooms.page.paper.strips.values()
    assert list(strip.files) == [one["hash"] for one in photos]
    assert list(strip.pictures) == [photos[0]["hash"]]
    assert strip.files[photos[0]["hash"]].look.text() == "看"
    replace_first(around, visit)
    rooms.page.look()
    rooms.wait()
    (strip,) = rooms.page.paper.strips.values()
    assert list(strip.pictures) == [photos[0]["hash"]]
    assert len(strip.files) == 3
    (card,) = rooms.page.panel.column.cards.values()
    assert "原文已修改" in card.where.text()


def test_frames_at_one_place_are_told_apart_and_the_smaller_is_hit(around: Around):
    visit, photos = a_visit_with_photos(around)
    whole = remarked(around, visit, photos[0], PhotoRect(1, 0, 0, MILLE, MILLE))
    part = remarked(around, visit, photos[0], CORNER)
    marks = marks_on(document_threads(around.first, visit).cards, photos[0]["hash"])
    area = QRectF(10, 20, 640, 480)
    assert mark_at(marks, on_screen(CORNER, area).center(), area) == part
    assert mark_at(marks, area.topRight() + QPointF(-2, 2), area) == whole
    assert mark_at(marks, area.topLeft() - QPointF(5, 5), area) == ""
    assert in_picture(1, area.topLeft() - QPointF(50, 50), area.bottomRight() + QPointF(50, 50), area) == PhotoRect(
        1, 0, 0, MILLE, MILLE
    )
    assert in_picture(1, area.topLeft(), area.topLeft(), area) is None
