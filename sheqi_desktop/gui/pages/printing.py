"""The way of a PDF to the printer: its sheets drawn at 300 dots to the inch, one after the other."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from sheqi_desktop.operations.preview import Sheet

PRINT_DPI = 300


def printers() -> list[str]:
    """Name the printers of this machine, the usual one first."""
    usual = QPrinterInfo.defaultPrinterName()
    return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != usual, name))


def picture_of(sheet: Sheet) -> QImage:
    """Give a sheet as an image."""
    image = QImage(sheet.rgb, sheet.width, sheet.height, sheet.width * 3, QImage.Format.Format_RGB888)
    return image.copy()


def send_to_printer(name: str, sheets: Iterable[Sheet], copies: int) -> bool:
    """Print sheets as they are drawn; tell whether the printer took them.  May run beside the window's thread."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(name)
    printer.setCopyCount(copies)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    painter = QPainter()
    for place, sheet in enumerate(sheets):
        across = sheet.width > sheet.height
        way = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
        printer.setPageOrientation(way)
        if place == 0 and not painter.begin(printer):
            return False
        if place and not printer.newPage():
            return False
        painter.drawImage(QRectF(printer.pageRect(QPrinter.Unit.DevicePixel)), picture_of(sheet))
    return painter.end()
