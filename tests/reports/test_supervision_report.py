"""督导季度报告 on paper and in Excel: everything is read back, hostile words are words, a title is never left alone."""

from __future__ import annotations

import io

import openpyxl
import pytest

from sheqi_desktop.reports.supervision_report import SupervisionPaper, Table, supervision_pdf, supervision_xlsx
from tests.reports.papers import HOSTILE, PRINTED_AT, fonts, page_texts, squeezed, text_of


def paper(rows: tuple[tuple[str, ...], ...], tables: int = 1) -> SupervisionPaper:
    heads = (("数字", 30), ("结果", 70))
    parts = tuple(Table(f"第{number}部分", heads, rows) for number in range(tables))
    return SupervisionPaper("督导季度报告（2023年第2季度・全县）", ("期间：四月到六月",), parts, "林主任", PRINTED_AT)


def test_every_row_stands_on_paper_and_every_page_is_numbered():
    rows = tuple((f"第{number}行", f"结果{number}") for number in range(120))
    pages = page_texts(supervision_pdf(paper(rows), fonts()))
    assert len(pages) > 2
    text = squeezed("".join(pages))
    assert all(f"第{number}行" in text and f"结果{number}" in text for number in range(120))
    assert [f"第{place}页/共{len(pages)}页" in squeezed(page) for place, page in enumerate(pages, start=1)] == [
        True
    ] * len(pages)


def test_a_title_never_stands_alone_at_the_foot_of_a_page():
    rows = (("批注", "3 条"), ("审阅", "4 份"))
    for page in page_texts(supervision_pdf(paper(rows, 30), fonts())):
        lines = [line for line in page.splitlines() if line.strip() and "打印时间" not in line and "页/共" not in line]
        assert "部分" not in lines[-1]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_words(words):
    said = paper((("例子", words), ("空", "")))
    data = supervision_pdf(said, fonts())
    assert squeezed(words) in squeezed(text_of(data))
    assert not any(mark in data for mark in (b"/S /URI", b"/JavaScript", b"/Launch", b"/EmbeddedFile"))
    sheet = openpyxl.load_workbook(io.BytesIO(supervision_xlsx(said))).worksheets[0]
    assert (sheet["B4"].value, sheet["B4"].data_type) == (words, "s")


def test_a_number_is_a_number_in_excel_and_an_empty_part_says_so():
    book = openpyxl.load_workbook(io.BytesIO(supervision_xlsx(paper((("批注", "12"), ("周转", "2.5"))))))
    sheet = book.worksheets[0]
    assert [sheet[at].value for at in ("A1", "A3", "B4", "B5")] == [
        "督导季度报告（2023年第2季度・全县）", "数字", 12, 2.5,
    ]  # fmt: skip
    assert "没有。" in text_of(supervision_pdf(paper(()), fonts()))
