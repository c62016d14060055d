"""What an answer says about a file, and when a file that comes late changes nothing that was signed."""

from __future__ import annotations

from datetime import date

import pytest

from sheqi_desktop.domain import attachment
from sheqi_desktop.domain.attachment import PHOTO, attachment_of, attachments, days_differ, default_caption, only_added
from sheqi_desktop.domain.change import Change, ChangeRef
from sheqi_desktop.domain.fold import fold

OLD = {"hash": "ab" * 32, "size": 319488, "type": "image/jpeg", "name": "药盒.jpg"}
OTHER = OLD | {"hash": "cd" * 32}
UNSIGNED = {"state": "thumb", "reason": "", "file": None}


def test_an_answer_of_the_first_papers_still_reads():
    one = attachment_of(OLD)
    assert (one.kind, one.taken_on, one.caption, one.shows_client, one.level) == (PHOTO, None, "", False, "ordinary")
    assert attachment_of({"hash": "x", "size": 1}).name == "附件"


@pytest.mark.parametrize("who", ["shows_client", "shows_minor"])
def test_a_face_makes_a_photo_sensitive(who):
    assert attachment_of(OLD | {who: True}).level == "sensitive"


def test_files_are_found_in_lists_signatures_and_rows():
    answers = {
        "photos": [OLD, OTHER],
        "client_sign": UNSIGNED | {"file": OLD},
        "papers": [{"id": "r1", "file": OTHER}, {"id": "r2"}],
        "name": "张三",
        "signals": ["fall"],
    }
    assert [(name, one.hash[:2]) for name, one in attachments(answers)] == [
        ("photos", "ab"), ("photos", "cd"), ("client_sign", "ab"), ("papers", "cd"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("now", "before", "late"),
    [
        (OLD, None, True),
        ([OLD], None, True),
        ([OLD], [], True),
        ([OLD, OTHER], [OLD], True),
        ([OTHER, OLD], [OLD], True),
        (UNSIGNED | {"file": OLD}, UNSIGNED, True),
        ([OTHER], [OLD], False),
        (OTHER, OLD, False),
        (None, OLD, False),
        ([], [OLD], False),
        ([OLD | {"caption": "别的话"}], [OLD], False),
        (UNSIGNED | {"file": OLD, "state": "signed"}, UNSIGNED, False),
        (UNSIGNED, None, False),
        ("文字", None, False),
        ([], None, False),
    ],
)
def test_only_a_file_that_was_missing_comes_late(now, before, late):
    assert only_added(now, before) is late


def test_a_late_scan_leaves_the_signed_version_standing():
    steps = [{"summary": "谈话", "status": "submitted"}, {"status": "signed"}, {"scan": OLD}]
    changes = [
        Change(ChangeRef("c1", n), "case_closure", "r1", (ChangeRef("c1", n - 1),) if n > 1 else (), step, "w1", n)
        for n, step in enumerate(steps, start=1)
    ]
    state = fold(changes)
    assert state.correcting is False
    assert state.confirmed == {"summary": "谈话", "status": "signed"}
    assert state.answers["scan"] == OLD
    more = Change(ChangeRef("c1", 4), "case_closure", "r1", (ChangeRef("c1", 3),), {"scan": OTHER}, "w1", 4)
    assert fold([*changes, more]).correcting is False, "the signed version knew no scan at all"
    words = Change(ChangeRef("c1", 5), "case_closure", "r1", (ChangeRef("c1", 4),), {"summary": "改了"}, "w1", 5)
    assert fold([*changes, more, words]).correcting


def test_a_photo_of_another_day_differs_only_beyond_one_day():
    taken = attachment_of(OLD | {"taken_on": "2023-03-09"})
    assert not days_differ(taken, date(2023, 3, 8))
    assert days_differ(taken, date(2023, 3, 7))
    assert not days_differ(taken, None)
    assert not days_differ(attachment_of(OLD | {"taken_on": "2023-03-09", "kind": "certificate"}), date(2023, 1, 1))


def test_the_caption_is_day_place_and_what():
    assert default_caption(date(2023, 3, 8), "桥东岗村 ", "居家探访") == "2023-03-08 桥东岗村 居家探访"
    assert default_caption(None, "", "居家探访") == "居家探访"
    assert len(default_caption(None, "村" * 90, "")) == attachment.CAPTION_AT_MOST


@pytest.mark.parametrize(
    ("head", "type_"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"%PDF-1.4", "application/pdf"),
        (b"MZ", ""),
    ],
)
def test_a_file_is_what_its_first_bytes_say(head, type_):
    assert attachment.sniff(head + b"more") == type_
