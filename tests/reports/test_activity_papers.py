"""表19 to 表23: what stands where, twenty names a page, no telephone on the table that lies open."""

from __future__ import annotations

import pytest

from sheqi_desktop.reports.ledger import LedgerContext, LedgerRow
from sheqi_desktop.reports.paper import print_blank, print_record
from tests.builders_activity import PHOTO, a_media_report, an_activity
from tests.builders_events import a_resource_link
from tests.builders_groups import a_session
from tests.pictures import a_jpeg
from tests.reports.papers import PRINTED_AT, context, drawn_lines, fonts, form, page_texts, squeezed, text_of, words
from tests.reports.test_photos import images

NOBODY = PHOTO | {"shows_client": False, "shows_minor": False}


def names(count: int) -> list[dict[str, object]]:
    return [
        {"id": f"s{n}", "name": f"王玉{'兰英梅芳琴霞'[n % 6]}", "gender": 2, "age": 60 + n, "phone": f"154000000{n:02}"}
        for n in range(count)
    ]


def printed(paper: str, **said: object) -> bytes:
    answers = an_activity(doc_no="411327101-HD-2023-A0003", **said)
    return print_record(form("activity"), paper, answers, context(), fonts()).data


def test_the_plan_has_its_steps_its_budget_and_three_places_to_sign():
    text = text_of(printed("plan", safety_plan="两名志愿者在路口引导"))
    for said in (
        "社区活动计划书", "情暖重阳·平安同行", "2023-03-0509:00至11:00", "√特殊困难老年人", "09:00签到", "面粉486.00",
        "两名志愿者在路口引导", "社工", "站长", "督导",
    ):  # fmt: skip
        assert squeezed(said) in text, said


def test_twenty_names_stand_on_a_page_and_each_page_says_how_many():
    pages = [squeezed(page) for page in page_texts(printed("sign_in", attendance=names(27)))]
    assert len(pages) == 2
    assert all("演示广场" in page and "2023-03-05" in page and "姓名" in page for page in pages)
    assert "本页20人累计20人" in pages[0]
    assert "本页7人累计27人" in pages[1]
    assert "社区活动签到表（续）" in pages[1]
    assert "2740" not in pages[0]


def test_the_table_that_lies_open_has_no_telephone_and_the_other_hides_its_middle():
    attendance = names(3)
    assert "154" not in text_of(printed("sign_in", attendance=attendance))
    assert "154****0000" in text_of(printed("sign_in_phone", attendance=attendance))


def test_a_blank_sign_in_sheet_has_twenty_numbered_lines():
    made = print_blank(form("activity"), "sign_in", 1, None, context(), fonts())
    assert made.pages == 1
    text = text_of(made.data)
    assert "20" in text
    assert "本页人累计人" in text
    assert drawn_lines(made.data)


def test_record_and_summary_stand_on_one_sheet_with_room_for_two_photos():
    data = printed("record", volunteers=["v1", "v2"])
    assert len(page_texts(data)) == 1
    text = text_of(data)
    for said in ("40人：服务对象28、老年30、志愿者2", "签到表", "480.00元", "√无□受伤"):
        assert squeezed(said) in text, said


def with_photos(kind: str, paper: str, answers: dict[str, object], **more: object) -> bytes:
    told = context(photo=lambda file: a_jpeg(1600, 900), **more)
    return print_record(form(kind), paper, answers, told, fonts()).data


def test_the_photos_are_printed_whole_on_the_one_sheet_and_the_same_again():
    answers = an_activity(photos=[NOBODY, NOBODY])
    data = with_photos("activity", "record", answers)
    assert images(data) == [(80, 45), (80, 45)]
    assert len(page_texts(data)) == 1
    assert with_photos("activity", "record", answers) == data


def test_the_third_photo_of_an_activity_and_all_of_a_session_are_on_a_sheet_behind():
    data = with_photos("activity", "record", an_activity(photos=[NOBODY] * 3))
    assert [len(images(data, sheet)) for sheet in range(2)] == [2, 1]
    behind = with_photos("group_session", "session", a_session(photos=[NOBODY] * 3))
    assert [len(images(behind, sheet)) for sheet in range(2)] == [0, 3]
    assert "小组单节记录" in page_texts(behind)[1]
    assert len(page_texts(with_photos("group_session", "session", a_session(photos=None)))) == 1


def test_a_face_is_covered_on_the_masked_sheet_and_shown_on_the_other():
    answers = an_activity(photos=[NOBODY, NOBODY | {"shows_client": True}])
    covered = with_photos("activity", "record", answers)
    assert images(covered) == [(80, 45)]
    assert "照片已遮盖" in text_of(covered)
    assert len(images(with_photos("activity", "record", answers, masks=False))) == 2


def test_without_photos_there_is_a_place_for_each_and_a_missing_one_is_named():
    assert text_of(printed("record", photos=None)).count("贴照片处") == 2
    late = context(photo=lambda file: "照片后补，原件在饶良镇A机")
    data = print_record(form("activity"), "record", an_activity(photos=[NOBODY]), late, fonts()).data
    assert "照片后补，原件在饶良镇A机" in text_of(data)
    assert images(data) == []


def test_the_photo_of_a_resource_link_is_printed_in_its_place():
    data = with_photos("resource_link", "sheet", a_resource_link(photo=[NOBODY]))
    assert images(data) == [(75, 42)]
    assert len(page_texts(data)) == 1
    assert "贴照片处" in text_of(print_blank(form("resource_link"), "sheet", 1, None, context(), fonts()).data)


@pytest.mark.parametrize("paper", ["plan", "record"])
def test_blank_and_filled_have_the_same_grid(paper):
    blank = print_blank(form("activity"), paper, 1, None, context(), fonts()).data
    assert drawn_lines(printed(paper, agenda=None, budget=None)) == drawn_lines(blank)


def test_a_media_report_says_whether_the_centre_has_verified_it():
    waiting = print_record(form("media_report"), "record", a_media_report(), context(), fonts()).data
    verified = a_media_report(verify_state="verified", verify_reason="已核对版面")
    assert "待核验" in text_of(waiting)
    assert "已核验，已核对版面" in text_of(
        print_record(form("media_report"), "record", verified, context(), fonts()).data
    )


def test_the_register_says_what_counts_and_why_not():
    from sheqi_desktop.domain.derived import DERIVED
    from sheqi_desktop.domain.seen import Seen

    seen = Seen(form("media_report"), words=words())
    said = [
        DERIVED["media_counts"](a_media_report(**one), seen)
        for one in ({}, {"verify_state": "verified"}, {"level": "own"}, {"verify_state": "rejected"},
                    {"verify_state": "verified", "reprint_of": "m1"})
    ]  # fmt: skip
    assert said == ["否（待核验）", "是", "否（镇级或自有平台）", "否（不予认定）", "否（转载）"]


def test_the_ledger_of_activities_sums_people_and_names_the_state():
    from io import BytesIO

    from openpyxl import load_workbook

    from sheqi_desktop.reports.ledger import write_ledger

    rows = [LedgerRow(an_activity(doc_no=f"A{n}", status="signed", approved_at="2023-03-07T10:00")) for n in (1, 2)]
    made = LedgerContext("桥头镇", "张敏", PRINTED_AT, words=words())
    sheet = load_workbook(BytesIO(write_ledger(form("activity"), rows, made))).active
    table = [[cell.value for cell in row] for row in sheet.iter_rows()]
    flat = [value for row in table for value in row]
    assert "已完成" in flat
    assert 80 in flat
    assert 56 in flat
