"""No label is cut, at any letter size and any screen scaling; every control has a name that can be spoken."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from clipped import SCENE_NAMES, cut_labels, nameless
from hands import settle
from samples import SCENES

from sheqi_desktop.gui import theme
from sheqi_desktop.gui.scale import SIZES

HERE = Path(__file__).resolve().parent


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scene", SCENE_NAMES)
def test_no_label_is_cut_at_any_letter_size(qtbot, scene, size):
    theme.apply(theme.LIGHT, size)
    widget = SCENES[scene][2]()
    qtbot.addWidget(widget)
    widget.show()
    settle()
    assert cut_labels(widget) == []


@pytest.mark.parametrize("scene", SCENE_NAMES)
def test_every_control_has_a_spoken_name(qtbot, scene):
    widget = SCENES[scene][2]()
    qtbot.addWidget(widget)
    widget.show()
    settle()
    assert nameless(widget) == []


@pytest.mark.parametrize("factor", ["1.25", "1.5"])
def test_no_label_is_cut_at_screen_scaling(factor):
    surroundings = {**os.environ, "QT_SCALE_FACTOR": factor, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, str(HERE / "clipped.py")],
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
