"""Every verb, in a process of its own: it answers in JSON, says no in one line, and never shows a traceback."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from sheqi_desktop.cli.main import main
from tests.builders import a_client, a_household
from tests.journeys.conftest import LEAD, STATION, Office
from tests.journeys.program import Program, rows
from tests.typed import number_for, tidy

BEFORE_APRIL = {"late_reason": "no_device"}


def handed_in(office: Office, *days: str) -> list[str]:
    lines = [
        office.visit(day, summary=f"{day[5:]}上午到家，老人在院里，说这几天睡得安稳，药也按时吃了。", **BEFORE_APRIL)
        for day in days
    ]
    said = office.station.run("save", "visit", "-", "--submit", "--confirm", typed=rows(lines))
    return [one["ack"] for one in said.objects]


# ------------------------------------------------------------------------------ records
def test_a_record_is_saved_looked_at_found_handed_in_and_voided(office: Office):
    station = office.station
    saved = station.run("save", "visit", typed=json.dumps(office.visit("2023-04-02"))).object
    assert saved["doc_no"] == f"{STATION}-TF-2023-A0001"
    got = station.run("get", saved["doc_no"]).object
    assert (got["id"], got["status"], got["answers"]["mode"]) == (saved["ack"], "draft", 1)
    assert station.run("submit", saved["ack"], "--confirm").object == saved
    assert station.run("get", saved["ack"]).object["status"] == "submitted"
    listed = station.run("list", "visit", "--since", "2023-04-01").objects
    assert [one["id"] for one in listed] == [saved["ack"]]
    assert station.run("list", "visit", "--until", "2023-03-01").objects == []
    for typed in ("王玉兰", "wyl", "王玉"):
        assert office.client in [one["id"] for one in station.run("search", typed).objects]
    assert station.run("search", "查无此人").objects == []
    station.refuses("void", saved["ack"], "--reason", "错了", code="E-REC-02")
    assert station.run("void", saved["ack"], "--reason", "录到别人名下了").object["void"] is True
    station.refuses("void", saved["ack"], "--reason", "录到别人名下了", code="E-REC-01")
    steps = station.run("history", saved["ack"]).objects
    assert [one["step"] for one in steps] == [1, 2, 3]
    assert steps[2]["reason"] == "录到别人名下了"
    assert station.run("get", saved["ack"]).object["voided"] is True


def test_json_lines_are_saved_one_by_one_and_stop_before_the_wrong_one(office: Office):
    good = [json.dumps(office.visit(day), ensure_ascii=False) for day in ("2023-04-01", "2023-04-02")]
    said = office.station.run("save", "visit", "-", typed="\n".join([*good, "{不是JSON"]), status=2)
    assert len(said.objects) == 2
    assert json.loads(said.err)["refused"] == "E-REC-05"
    assert "第3行" in json.loads(said.err)["said"]
    assert len(office.station.run("list", "visit").objects) == 2


def test_a_record_saved_again_under_its_id_is_the_same_record(office: Office):
    first = office.station.run("save", "visit", typed=json.dumps(office.visit("2023-04-02"))).object
    again = {"id": first["ack"], "companions": "村委李主任"}
    assert office.station.run("save", "visit", typed=json.dumps(again)).object == first
    got = office.station.run("get", first["ack"]).object
    assert got["answers"]["companions"] == "村委李主任"
    assert got["answers"]["summary"]


# ------------------------------------------------------------------------------ founding
def test_a_county_is_founded_and_a_station_enrolled_and_at_work_by_verbs_alone(tmp_path: Path):
    more = {"SHEQI_PASSWORD_2": "第二个人的口令啊啊", "SHEQI_ROOT_PASSWORD": "根密钥的口令也很长"}
    centre = Program(tmp_path / "centre", tmp_path / "config", clock="2022-08-02T09:00:00", more=more)
    made = centre.run(
        "init", "--role", "centre", "--worker", "w-c-1", "--name", "林主任", "--second", "w-c-2:何干事",
        "--keys", str(tmp_path / "keys"),
    ).object  # fmt: skip
    key = made["roots"][0]
    pack = centre.run(
        "enrol-invite", "--place", STATION, "--slot", "A", "--person", f"{LEAD}:张敏:station_lead",
        "--out", str(tmp_path), "--root-key", key,
    ).object  # fmt: skip
    station = replace(centre, data=tmp_path / "station", worker="", more={"SHEQI_CODE": "AAAA-BBBB-CCCC"})
    init = ["init", "--role", "station", "--worker", LEAD, "--pack", pack["file"], "--fingerprint"]
    station.refuses(*init, "0000 0000 0000 0000 0000", code="E-ENR-01")
    station.refuses(*init, pack["fingerprint"], code="E-ENR-04")
    station.more = {"SHEQI_CODE": pack["codes"][LEAD]}
    station.run(*init, pack["fingerprint"])
    request = station.run("enrol-request", "--out", str(tmp_path)).object
    sign = [request["file"], "--second", "w-c-2", "--out", str(tmp_path), "--root-key", key, "--fingerprint"]
    centre.refuses("enrol-sign", *sign, "0000 0000 0000 0000 0000", code="E-ENR-01")
    approval = centre.run("enrol-sign", *sign, request["fingerprint"]).object
    assert station.run("enrol-accept", approval["file"]).object == {"approved": True}
    station.clock = "2023-02-01T09:00:00"
    done = station.run("save", "household", "-", "--submit", typed=json.dumps(tidy(a_household()))).object
    person = tidy(a_client(household_id=done["ack"], worker_id=LEAD, opened_on="2023-02-01", id_no=number_for(1)))
    client = station.run("save", "client", "--submit", "--confirm", typed=json.dumps(person)).object
    assert client["doc_no"] == f"{STATION}-DA-2023-A0001"


# ------------------------------------------------------------------------------ bundles, figures, trust
def test_the_loop_runs_through_the_verbs_alone(office: Office):
    station, centre = office.station, office.centre
    first, _ = handed_in(office, "2023-03-30", "2023-04-02")
    made = station.run("export", "--to", "centre", "--out", str(office.folder / "stick")).object
    assert Path(made["file"]).stat().st_size == made["bytes"]
    assert station.run("receipt").object["received"] == 0
    before = centre.run("digest").object["digest"]
    seen = centre.run("inspect", made["file"]).objects
    assert seen[0]["counter"] == made["counter"]
    assert seen[0]["sha256"] == made["sha256"]
    assert centre.run("verify", made["file"]).object["sound"] is True
    preview = centre.run("import", "--preview", made["file"]).object
    assert (preview["new"], preview["written"]) == (4, False)
    assert centre.run("digest").object["digest"] == before
    done = centre.run("import", made["file"]).object
    assert (done["new"], done["written"]) == (4, True)
    again = centre.run("import", made["file"]).object
    assert again["refused"] == "E-BND-06"
    centre.run("import", "--preview", made["file"])
    answer = centre.run("export", "--to", STATION, "--out", str(office.folder / "stick")).object
    station.run("import", answer["file"])
    assert station.run("receipt").object["waiting"] == 0
    station.refuses("export", "--to", "centre", "--out", str(office.folder / "stick"), code="E-BND-07")
    assert centre.run("digest").object == station.run("digest").object
    tables = [one.run("count", "--format", "csv").out for one in (centre, station)]
    assert visits_in(tables[0]) == visits_in(tables[1]) == ["2"]
    assert centre.run("count", "--as-of", "2023-04-01", "--format", "csv").out != tables[0]
    rows_ = centre.run("why", "ind_visit", STATION, "--all").objects
    assert [one["counted"] for one in rows_] == [True, True]
    assert first in {one["record"] for one in rows_}


def visits_in(table: str) -> list[str]:
    """Give the actual figure of the station's visits."""
    read = csv.DictReader(io.StringIO(table))
    return [row["actual"] for row in read if (row["measure_code"], row["scope_code"]) == ("ind_visit", STATION)]


def test_the_verbs_of_trust_answer(office: Office):
    station = office.station
    handed_in(office, "2023-04-02")
    digest = station.run("digest").object["digest"]
    assert station.run("rebuild").object == {"same": True, "digest": digest}
    assert station.run("check").object["records"] == 3
    assert station.run("audit-verify").object["entries"] > 0
    copy = station.run("backup").object
    assert copy["records"] == 3
    assert station.run("drill").object["passed"] is True
    restored = Office(office.folder, office.centre, station, office.client).station
    station.run("restore", copy["path"], "--into", str(office.folder / "restored"))
    restored.data = office.folder / "restored"
    assert restored.run("digest").object["digest"] == digest


def test_a_number_is_not_given_twice_after_a_restore(office: Office):
    station = office.station
    copy = station.run("backup").object
    taken = station.run("save", "visit", typed=json.dumps(office.visit("2023-04-01"))).object["doc_no"]
    station.run("restore", copy["path"], "--into", str(office.folder / "restored"))
    station.data = office.folder / "restored"
    assert station.run("save", "visit", typed=json.dumps(office.visit("2023-04-02"))).object["doc_no"] > taken


# ------------------------------------------------------------------------------ paper and Excel
def test_paper_and_excel_come_out(office: Office):
    station, folder = office.station, office.folder
    record = handed_in(office, "2023-04-02")[0]
    station.run("print", "visit", record, "--out", str(folder / "visit.pdf"))
    station.run("blank", "visit", "--copies", "2", "--reserve", "--out", str(folder / "blank.pdf"))
    office.centre.run("report", "county", "--out", str(folder / "county.pdf"))
    office.centre.run("report", "county", "--format", "xlsx", "--out", str(folder / "county.xlsx"))
    station.refuses("report", "county", "--out", str(folder / "x.pdf"), code="E-ROL-01")
    station.run("ledger", "export", "visit", str(folder / "visit.xlsx"), "--reason", "季度检查要用")
    station.run("ledger", "template", "visit", str(folder / "empty.xlsx"))
    for name, begin in (("visit.pdf", b"%PDF"), ("blank.pdf", b"%PDF"), ("county.pdf", b"%PDF"), ("county.xlsx", b"PK"),
                        ("visit.xlsx", b"PK"), ("empty.xlsx", b"PK")):  # fmt: skip
        assert (folder / name).read_bytes().startswith(begin)
    station.refuses("print", "visit", record, "--unmasked", "--out", str(folder / "x.pdf"), code="E-REC-02")
    station.refuses("report", "nothing", "--out", str(folder / "x.pdf"), code="E-REC-06")
    station.refuses("ledger", "nothing", "visit", str(folder / "x.xlsx"), code="E-REC-06")
    assert not (folder / "x.pdf").exists()


# ------------------------------------------------------------------------------ wrong on purpose
WRONG = {
    "nothing": ("", "E-REC-05"),
    "not JSON": ("这不是JSON", "E-REC-05"),
    "a number": ("3", "E-REC-05"),
    "a list of numbers": ("[1, 2]", "E-REC-05"),
    "half an object": ('{"client_id": ', "E-REC-05"),
    "an unknown question": ('{"colour": "红"}', None),
    "an empty object": ("{}", "E-FRM-01"),
    "words for a code": ('{"mode": "走路"}', None),
    "a list for a date": ('{"service_date": [1]}', None),
    "rows that are none": ('{"co_clients": "两位"}', None),
    "an object for a text": ('{"companions": {"a": 1}}', None),
    "a number beyond reason": ('{"bp_systolic": 99999999999999999999999}', None),
    "deep": ("[" * 2000 + "]" * 2000, None),
    "not a number": ('{"bp_systolic": NaN}', None),
    "a lone surrogate": ('{"companions": "\\ud800"}', None),
    "its own station": ('{"station_code": "411327104"}', None),
}


@pytest.mark.parametrize("what", sorted(WRONG))
def test_wrong_input_is_refused_in_one_line(
    office: Office, what: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """In this process, which is quicker: what would be a traceback is an error of the test."""
    typed, code = WRONG[what]
    for name, value in (("SHEQI_PASSWORD", office.station.password), ("SHEQI_CONFIG_DIR", str(office.station.config))):
        monkeypatch.setenv(name, value)
    begin = office.station.command()[3:]
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    assert main([*begin, "save", "visit", "-"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1, said.err
    told = json.loads(said.err)
    assert told["said"]
    assert code in (None, told["refused"])
    assert main([*begin, "list", "visit"]) == 0
    assert capsys.readouterr().out == ""


def test_wrong_words_on_the_line_are_refused(office: Office):
    station, here = office.station, str(office.folder)
    Path(here, "empty.json").write_bytes(b"")
    Path(here, "latin.json").write_bytes(b"\xff\xfe\x00{")
    station.refuses("save", "unknown_kind", "-", typed="{}", code="E-REC-06")
    station.refuses("save", "visit", str(office.folder / "no.json"), code="E-DSK-03", status=3)
    station.refuses("save", "visit", str(office.folder / "latin.json"), code="E-DSK-03", status=3)
    station.refuses("save", "visit", str(office.folder / "empty.json"))
    station.refuses("get", "411327101-TF-2023-A0999", code="E-REC-06")
    station.refuses("why", "ind_nothing", STATION, code="E-REC-06")
    station.refuses("export", "--to", "nobody", "--out", here, code="E-REC-06")
    station.refuses("count", "--as-of", "昨天")
    station.refuses("count", "--contract", str(office.folder / "empty.json"))
    station.refuses("nothing-like-it")
    station.refuses("restore", here, "--into", str(office.folder / "r"), code="E-DSK-08", status=3)
    station.refuses("init", "--role", "king", "--worker", "x", code="E-REC-06")
    wrong = Office(office.folder, office.centre, station, "").station
    wrong.password = "不是这个口令啊啊"
    wrong.refuses("digest", code="E-PWD-01")


def test_a_second_window_on_the_same_folder_is_refused(office: Office, monkeypatch: pytest.MonkeyPatch):
    from sheqi_desktop.operations.unlock import unlock

    monkeypatch.setenv("SHEQI_CONFIG_DIR", str(office.station.config))
    with_it = unlock(office.station.data, "", office.station.password)
    try:
        office.station.refuses("digest", code="E-DSK-05", status=3)
    finally:
        with_it.close()
    office.station.run("digest")
