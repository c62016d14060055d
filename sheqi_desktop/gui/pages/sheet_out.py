"""A sheet that must be on paper: to the printer, or kept as a PDF where no printer is found."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import ask
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages import printing
from sheqi_desktop.operations.preview import each_sheet
from sheqi_desktop.operations.writing import write_file


def sheet_out(parent: QWidget, jobs: Jobs, data: object, name: str, copies: int = 1) -> None:
    """Print a PDF so many times; without a printer it can be kept and printed elsewhere."""
    if not isinstance(data, bytes):
        return
    found = printing.printers()
    if found and printing.send_to_printer(found[0], each_sheet(data, printing.PRINT_DPI), copies):
        return
    path = ask.save_file(parent, "没找到打印机，先存为 PDF", f"{name}.pdf", "PDF (*.pdf)")
    if path is not None:
        jobs.run(lambda job: write_file(path, data), None, lambda trouble: ask.say_trouble(parent, trouble))
