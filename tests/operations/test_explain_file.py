"""`inspect` and `verify` explain any file: what it is, which check failed, what was not reached, what to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sheqi_desktop.cli.main import main
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.explain_file import CLOSED_STEPS, FAILED, NOT_REACHED, PASSED, explain_file
from sheqi_desktop.sync.envelope import close, open_envelope
from tests.desks import PASSWORD
from tests.operations.conftest import STATIONS, County
from tests.operations.refusing import at, nothing_changes

Spoil = Callable[[bytes], bytes]


def of(checks: object) -> dict[str, str]:
    return {one.name: one.state for one in checks}  # type: ignore[attr-defined]


def test_a_sound_file_passes_every_check(county: County):
    centre = county.centre()
    with nothing_changes(centre):
        told = explain_file(centre, county.first[0])
    assert set(of(told.checks).values()) == {PASSED}
    assert told.sound
    assert told.trouble is None
    assert "可以导入" in told.next_step


@pytest.mark.parametrize(
    ("spoil", "stops"),
    [
        (lambda plain: b"SQB2" + plain[4:], "frame"),
        (lambda plain: plain[:-1], "frame"),
        (lambda plain: plain[:-1] + bytes([plain[-1] ^ 1]), "contents"),
        (lambda plain: plain.replace(b'"counter":1', b'"counter":2'), "signature"),
    ],
)
def test_the_check_that_failed_is_named_and_those_after_it_are_not_claimed(county: County, spoil: Spoil, stops: str):
    centre = county.centre()
    plain = open_envelope(county.first[0].read_bytes(), centre.machine.age_secret)
    path = at(county.folder, close(spoil(plain), [centre.machine.recipient]))
    told = explain_file(centre, path)
    names = [name for name, _ in CLOSED_STEPS]
    place = names.index(stops)
    expected = [PASSED] * place + [FAILED] + [NOT_REACHED] * (len(names) - place - 1)
    assert [of(told.checks)[name] for name in names] == expected
    assert told.trouble is not None
    assert told.next_step


def test_a_file_for_somebody_else_is_told_by_its_name_only(county: County):
    told = explain_file(county.station(STATIONS[1]), county.first[0])
    assert of(told.checks)["envelope"] == FAILED
    assert "按文件名是" in told.words
    assert "第 1 号" in told.words
    assert "不算数" in told.words


def test_a_file_that_came_before_is_said_to_have_come(county: County):
    centre = county.centre()
    accept_bundle(centre, county.first[0])
    told = explain_file(centre, county.first[0])
    assert told.trouble is not None
    assert told.trouble.code == "E-BND-06"


def test_the_files_of_an_enrolment_give_the_number_for_the_telephone(county: County):
    centre = county.centre()
    told = explain_file(centre, next(county.folder.glob("*.sqinv")))
    assert told.facts["fingerprint"] == centre.book.fingerprint
    assert of(told.checks)["valid"] == FAILED, "thirty days are long over"
    assert told.trouble is not None
    assert told.trouble.code == "E-ENR-03"
    asked = explain_file(centre, next(county.folder.glob(f"SQ-{STATIONS[0]}-A.sqreq")))
    assert asked.facts["fingerprint"] == county.station().machine.fingerprint
    spoilt = bytearray(next(county.folder.glob("*.sqreq")).read_bytes())
    spoilt[-1] ^= 1
    assert of(explain_file(centre, at(county.folder, bytes(spoilt))).checks)["signature"] == FAILED


def test_the_verbs_say_it_in_words_and_as_json(
    county: County, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("SHEQI_PASSWORD", PASSWORD)

    def run(*arguments: str, status: int = 0) -> str:
        base = ["--data", str(county.folder / "centre"), "--clock", "2023-04-03T09:00"]
        assert main([*base, *arguments]) == status
        return capsys.readouterr().out

    sound, spoilt = county.first[0], at(county.folder, county.first[0].read_bytes()[:-5])
    assert run("verify", str(sound)).count("✓") == len(CLOSED_STEPS)
    told = run("verify", str(spoilt), status=2)
    assert told.count("✓") == 1
    assert told.count("✗") == 1
    (line,) = run("--json", "verify", str(spoilt), status=2).splitlines()[:1]
    facts = json.loads(line)
    assert facts["sound"] is False
    assert facts["refused"] == "E-BND-02"
    assert [one["check"] for one in facts["checks"]] == [name for name, _ in CLOSED_STEPS]
    seen = run("inspect", str(sound))
    assert "探访记录：新增 3" in seen
    assert "名册" in seen
    assert "登记包" in run("inspect", str(next(Path(county.folder).glob("*.sqinv"))), status=2)
