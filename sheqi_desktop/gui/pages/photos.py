"""Photos and scans on their way into a record: shrunk, freed of everything but the picture, kept encrypted."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPixmap
from PySide6.QtWidgets import QDialog, QWidget

from sheqi_desktop.domain.trouble import NotReadable
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import Button
from sheqi_desktop.gui.widgets.card import ScrollColumn
from sheqi_desktop.operations.attach import attach, kept_file
from sheqi_desktop.operations.desk import Desk

LONG_SIDE, BYTES_AT_MOST, QUALITY, LEAST_QUALITY = 1600, 400 * 1024, 80, 30


class Photos(QObject):
    """Adds and shows the files of one form."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, parent

    def add(self, path: Path) -> dict[str, Any]:
        """Keep a file and give the answer that points to it; raise NotReadable, DiskFull."""
        return attach(self._desk, path)

    def show(self, file: Mapping[str, Any]) -> None:
        """Show a picture as large as the window allows."""
        data = kept_file(self._desk, str(file.get("hash") or ""))
        picture = QPixmap()
        if data is None or not picture.loadFromData(data):
            return
        window = QDialog(self._window)
        window.setWindowTitle(str(file.get("name") or "附件"))
        body = layout.column(window, (12, 12, 12, 12), 8)
        sheet = PlainLabel("")
        room = self._window.window().size() * 0.8
        sheet.setPixmap(
            picture.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        )
        scroll = ScrollColumn()
        scroll.body.addWidget(sheet)
        body.addWidget(scroll)
        body.addWidget(Button("关闭", name="photo_close", pressed=window.accept), 0, layout.RIGHT)
        window.resize(room)
        window.open()


def shrunk(path: Path) -> bytes:
    """Give the picture alone: turned upright, at most 1600 px, at most 400 KB, without place, date or device."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    image = reader.read()
    if image.isNull():
        raise NotReadable(place=path.name, why="不是能看的图片")
    if max(image.width(), image.height()) > LONG_SIDE:
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        image = image.scaled(LONG_SIDE, LONG_SIDE, keep, smooth)
    # A fresh image takes along pixels only: no text, no place, no camera.
    plain = QImage(image.size(), QImage.Format.Format_RGB32)
    plain.fill(Qt.GlobalColor.white)
    painter = QPainter(plain)
    painter.drawImage(0, 0, image)
    painter.end()
    data = b""
    for quality in range(QUALITY, LEAST_QUALITY - 1, -10):
        data = _jpeg(plain, quality)
        if len(data) <= BYTES_AT_MOST:
            break
    return data


def _jpeg(image: QImage, quality: int) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, b"JPEG", quality)
    return bytes(held.data())


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as failure:
        raise NotReadable(place=path.name, why="打不开") from failure
