"""``python -m sheqi_desktop``, and what a frozen program starts."""

from __future__ import annotations

import multiprocessing
import runpy

import pytest


class Helper(Exception):
    """What the process of an Excel file would begin with."""


def test_a_process_started_by_a_frozen_program_is_no_second_program(monkeypatch: pytest.MonkeyPatch) -> None:
    def work() -> None:
        raise Helper

    monkeypatch.setattr(multiprocessing, "freeze_support", work)
    with pytest.raises(Helper):
        runpy.run_module("sheqi_desktop", run_name="__main__")
