"""What every window test stands on: our letters and look, and no dialog that would wait for nobody."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from sheqi_desktop.gui import app, ask, scale, theme

# The sample pages and hands beside this file.
sys.path.insert(0, str(Path(__file__).resolve().parent))


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication):
    """Dress the program as people see it; answers to dialogs are laid out beforehand or the test fails."""
    if not qapp.property("dressed"):
        app.prepare(qapp)
        qapp.setProperty("dressed", True)
    if theme.now().name != theme.LIGHT or scale.body_size() != 14 or not qapp.styleSheet():
        theme.apply(theme.LIGHT, 14)
    ask.answers.clear()
    ask.asked.clear()
    ask.only_answers = True
    yield qapp
    assert not ask.answers, "an answer was laid out that nobody asked for"
    ask.answers.clear()
    ask.only_answers = False
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
