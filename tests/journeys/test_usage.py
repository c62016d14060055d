"""A verb that is written wrongly is refused in one line of Chinese with its code."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from sheqi_desktop.cli.main import app, main


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


# ------------------------------------------------------------------------------ --help
def every_verb(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name, one in getattr(command, "commands", {}).items():
        yield from every_verb(one, (*path, name))


VERBS = sorted(every_verb(typer.main.get_command(app)))
TYPED = {"sheqi", *(word for path in VERBS for word in path)}
SHOWN = {
    "ack", "ISO", "JSON", "PDF", "Excel", "xlsx", "pdf", "csv", "json", "table", "MB", "U",
    "centre", "station", "supervisor",
    "workspace", "w", "county", "template", "id", "no", "phone",
    "visit", "note", "jsonl", "jpg", "png", "photo", "signed", "scan", "ind", "A", "B", "C",
    "process", "objectives", "supervision", "Q", "measure", "returned", "noted", "praise", "must", "second", "moved",
}  # fmt: skip
"""What stands in Latin letters because it is typed so: values, kinds of files, ids."""


@pytest.mark.parametrize("path", VERBS, ids=" ".join)
def test_every_help_is_chinese_headings_and_all(path: tuple[str, ...], capsys: pytest.CaptureFixture[str]):
    assert main([*path, "--help"]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"用法：sheqi {' '.join((*path, '[选项]'))}")
    assert re.search(r"^ +--help +显示这份说明$", told, re.MULTILINE)
    assert not re.search(r"^ +\*? *--[a-z-]+( \S+)?$", told, re.MULTILINE), "an option says nothing"
    latin = set(re.findall("[A-Za-z]+", re.sub(r"--[a-z-]+", "", told)))
    assert latin <= TYPED.union(*(one.split("-") for one in TYPED)) | SHOWN, told
    assert all(len(line) <= 80 for line in told.splitlines())


def test_a_help_says_bounds_defaults_and_what_must_be_written(capsys: pytest.CaptureFixture[str]):
    assert main(["export", "--help"]) == 0
    told = capsys.readouterr().out
    assert "  * --to 文字        收件单位代码（县中心：centre；督导：411327000-B）" in told
    assert "    --limit-mb 整数  每个文件不超过多少MB（不小于1，缺省 64）" in told
    assert main(["count", "--help"]) == 0
    assert "--format table|csv|json" in capsys.readouterr().out
