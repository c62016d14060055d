"""A verb that is written wrongly is refused in one line of Chinese with its code."""

from __future__ import annotations

import json
import re

import pytest

from sheqi_desktop.cli.main import main


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["export"], "--to"),
        (["不是动词"], "动词"),
        (["adjust", "x"], "动词"),
        (["export", "--to", "centre", "--out", "b", "--limit-mb", "x"], "--limit-mb"),
        (["blank", "visit", "--out", "x", "--copies", "0"], "--copies"),
        (["count", "--format", "zip"], "--format"),
        (["export", "--foo"], "--foo"),
        (["export", "--to"], "--to"),
        (["get"], "编号"),
        (["get", "a", "b"], "多写"),
        (["--clock", "昨天", "digest"], "时间"),
    ],
)
def test_a_slip_of_the_command_line_is_one_line_of_chinese(
    arguments: list[str], named: str, capsys: pytest.CaptureFixture[str]
):
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    (line,) = told.err.splitlines()
    assert line.endswith("（E-CMD-01）")
    assert named in line
    # What is English in it one has typed, or has to type.
    without = re.sub(r"--[a-z-]+|sheqi [a-z ]*--help|E-CMD-01|2023-10-12T09:00", "", line.replace("sheqi --help", ""))
    assert not re.search("[A-Za-z]", without)


def test_a_slip_is_one_object_for_a_script(capsys: pytest.CaptureFixture[str]):
    assert main(["--json", "get"]) == 2
    assert json.loads(capsys.readouterr().err)["refused"] == "E-CMD-01"
