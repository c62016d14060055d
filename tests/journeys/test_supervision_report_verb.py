"""The report of a quarter by its verb: as a PDF and as an Excel file, and what is refused."""

from __future__ import annotations

import json
from dataclasses import replace

import openpyxl

from tests.journeys.conftest import Office
from tests.journeys.test_approval_verbs import HEAD, STAFF
from tests.journeys.test_life_verbs import carry
from tests.reports.papers import squeezed, text_of


def test_the_report_of_a_quarter_is_written_as_pdf_and_as_excel(office: Office, tmp_path):
    station, centre = office.station, office.centre
    record = station.run("save", "visit", "--submit", "--confirm", typed=json.dumps(office.visit("2023-04-02")))
    carry(office, to_centre=True)
    words = ("--kind", "提问", "--body", "王玉兰的血压量了没有？", "--tags", "缺少依据")
    made = centre.run("annotate", record.object["ack"], *words).object["ack"]
    pdf, xlsx = tmp_path / "r.pdf", tmp_path / "r.xlsx"
    asked = ("report", "supervision", "--out", str(pdf), "--quarter", "2023Q2", "--examples", made)
    centre.refuses(*asked, code="E-ROL-08")
    two = replace(centre, worker=HEAD, more={"SHEQI_PASSWORD_2": centre.password})
    two.refuses(*asked, "--second", HEAD, code="E-ROL-06")
    replace(two, more={"SHEQI_PASSWORD_2": "别的口令别的口令"}).run(*asked, "--second", STAFF, status=2)
    assert not pdf.exists()
    two.run(*asked, "--second", STAFF)
    text = squeezed(text_of(pdf.read_bytes()))
    assert "督导季度报告（2023年第2季度・全县）" in text
    assert "某某的血压量了没有？" in text
    assert "王玉兰" not in text
    centre.run("report", "supervision", "--out", str(xlsx), "--quarter", "2023Q2", "--format", "xlsx")
    assert openpyxl.load_workbook(xlsx).sheetnames[0] == "一、督导情况（全县）"
    centre.refuses("report", "supervision", "--out", str(pdf), "--quarter", "去年", code="E-CMD-01")
    station.refuses("report", "supervision", "--out", str(pdf), code="E-ROL-01")
