"""Invented records and a small world for the tests of paper and Excel."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from pathlib import Path

import pypdfium2

from sheqi_desktop.catalog.forms import latest, load_forms
from sheqi_desktop.catalog.vocabularies import load_vocabularies
from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.facts import NoFacts
from sheqi_desktop.domain.form import Form
from sheqi_desktop.domain.vocabulary import Vocabularies
from sheqi_desktop.reports.context import PaperContext, Signature
from sheqi_desktop.reports.page import Fonts
from tests.builders import kind_of

ROOT = Path(__file__).resolve().parent.parent.parent
PRINTED_AT = datetime(2023, 6, 14, 15, 20, tzinfo=COUNTY)
SIGNED_AT = datetime(2023, 3, 8, 16, 20, tzinfo=COUNTY)


HOSTILE = [
    "<b>粗</b>", "<img src='file:///etc/passwd'/>", "<a href=\"http://x\">链</a>", "&lt;&amp;&#20320;", "<para/>",
    "</para>", "<font name='x'>", "{0.__class__}", "%s%n%x", "${jndi:ldap://x}", "=1+1", "@SUM(A1)", "-2+3",
    "+cmd|' /C calc'!A0", "\\u0041\\n", "../../etc/passwd", "(unbalanced", "unbalanced)", "\\(\\)\\", "<< /JS (x) >>",
    "endstream endobj", "%PDF-1.7", "'; DROP TABLE record;--", "<script>alert(1)</script>", "<onDraw name='x'/>",
    "[[section]]", "<![CDATA[x]]>", "<!--x-->", "　　缩进", "\"引号\"'单'",
]  # fmt: skip


@cache
def words() -> Vocabularies:
    return load_vocabularies(ROOT / "resources" / "vocabularies")


@cache
def forms() -> dict[tuple[str, int], Form]:
    return load_forms(ROOT / "forms", words())


@cache
def form(name: str) -> Form:
    return latest(forms(), name)


def form_of(kind: str, answers: Answers) -> Form:
    return form(kind)


def fonts() -> Fonts:
    return Fonts(ROOT / "resources" / "fonts")


def a_client(**said):
    return {
        "doc_no": "411327101-DA-2022-A0007",
        "name": "王玉兰",
        "gender": 2,
        "id_type": 1,
        "id_no": "41132719410312123X",
        "birth_date": "1941-03-12",
        "ethnicity": "01",
        "phone": "15412345678",
        "contact2_name": "王建民",
        "contact2_relation": "子",
        "contact2_phone": "15400005678",
        "village": "411327101901",
        "address_detail": "村委会西侧第三户，红铁门",
        "living_arrangement": [1],
        "categories": [{"id": "r1", "category": "A2"}, {"id": "r2", "category": "E2"}],
        "primary_category": "E2",
        "health_status": 3,
        "self_care": 2,
        "household_id": "home",
        "guardians": [{"id": "g1", "relation": 3, "name": "王建民", "guardian_role": 3, "phone": "15400005678"}],
        "needs": [{"id": "n1", "need_type": 3, "detail": "做饭取水困难", "raised_on": "2022-09-02"}],
        "risk_level": 3,
        "risk_reason": "80岁以上独居",
        "referral_source": 1,
        "opened_on": "2022-09-02",
        "worker_id": "w1",
        "status": "submitted",
    } | said


def a_visit(**said):
    return {
        "doc_no": "411327101-TF-2023-A0158",
        "client_id": "wang",
        "service_date": "2023-03-08",
        "start_at": "10:00",
        "end_at": "10:45",
        "mode": 1,
        "outcome": 1,
        "visit_type": 2,
        "workers": ["w1", "w2"],
        "worker_id": "w1",
        "f_health": 4,
        "f_health_note": "血压偏高，药剩3天",
        "bp_systolic": 158,
        "bp_diastolic": 92,
        "f_mood": 1,
        "f_care": 2,
        "f_income": 1,
        "f_housing": 3,
        "f_housing_note": "床头插线板老化",
        "f_safety": 1,
        "f_family": 1,
        "risk_signals": [2],
        "immediate_action": "联系村医当天下午续药。",
        "risk_level_after": 3,
        "summary": "上午10点到家，老人在院里晒太阳。血压158/92，药剩3天。",
        "services_given": [1, 5],
        "follow_ups": [{"id": "f1", "matter": "续药", "worker": "张敏", "due": "2023-03-11", "result": "open"}],
        "next_due": "2023-03-15",
        "status": "submitted",
    } | said


def a_call(**said):
    return a_visit(mode=2, answered_by=1, phone_called="15412345678") | said


HOME = {
    "head_name": "王玉兰",
    "members": [
        {"id": "m1", "name": "王玉兰", "relation": 1, "birth_date": "1941-03-12", "health": 3, "lives_together": True},
        {"id": "m2", "name": "王建民", "relation": 3, "birth_date": "1966-05-01", "phone": "15400005678"},
    ],
}


class World(NoFacts):
    """Two workers, one village, one client and her household."""

    today = date(2023, 3, 8)

    def __init__(self, **records):
        self.records = {"wang": a_client(), "home": HOME} | records

    def record(self, record):
        return self.records.get(record)

    def document(self, record):
        found = self.records.get(record)
        return None if found is None else Document(record, kind_of(found), answers=found)

    def person_name(self, person):
        return {"w1": "张敏", "w2": "李强"}.get(person, "")

    def village_name(self, village):
        return {"411327101901": "演示村一"}.get(village, "")


def context(**said) -> PaperContext:
    return PaperContext(
        **{
            "station_name": "桥头镇",
            "printed_by": "张敏",
            "printed_at": PRINTED_AT,
            "facts": World(),
            "form_of": form_of,
            "words": words(),
            "signatures": (Signature("张敏", SIGNED_AT),),
        }
        | said
    )


def page_texts(data: bytes) -> list[str]:
    """Give the text of every page as a reader finds it by search and copy."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [document[place].get_textpage().get_text_range() for place in range(len(document))]
    finally:
        document.close()


def text_of(data: bytes) -> str:
    """Give all text without line ends and blanks."""
    return squeezed("".join(page_texts(data)))


def squeezed(text: str) -> str:
    return "".join(text.split())


def place_of(data: bytes, word: str) -> tuple[float, float, float, float]:
    """Give left, bottom, right and top of the first time a word stands on the first page, in points."""
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[0].get_textpage()
        found = page.search(word).get_next()
        assert found, word
        boxes = [page.get_charbox(at) for at in range(found[0], found[0] + found[1])]
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        return min(lefts), min(bottoms), max(rights), max(tops)
    finally:
        document.close()


def drawn_lines(data: bytes) -> list[tuple[float, float, float, float]]:
    """Give the boxes of the grid of the first page, tick boxes left out."""
    document = pypdfium2.PdfDocument(data)
    try:
        boxes = [item.get_bounds() for item in document[0].get_objects() if item.type == 2]
        return sorted(tuple(round(edge, 1) for edge in box) for box in boxes if box[2] - box[0] > 20)
    finally:
        document.close()
