"""A photo leaves for a newspaper only on consent, drawn anew, and the journal says who took it and what for."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from sheqi_desktop.domain.trouble import NotYours, PhotoElsewhere, PhotoNotForUse, ReasonTooShort, Restricted
from sheqi_desktop.operations.demo.pictures import demo_photo
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.hand_out_photo import HANDED_OUT, hand_out_photo, ready_photo
from sheqi_desktop.store import blobs, journal
from tests.builders_events import a_crisis
from tests.desks import put
from tests.operations.conftest import County
from tests.operations.test_restricted import as_
from tests.typed import a_consent, a_home, a_person, a_seen

PURPOSE = "县报《重阳》专版，配一张图"


@pytest.fixture
def desk(county: County) -> Desk:
    """Sit at a station as its 站长, on 3 April 2023."""
    return county.station()


def seen_with(desk: Desk, **said: object) -> tuple[str, str, str]:
    """Give a person, a visit with one photo, and the photo's hash."""
    person = a_person(desk, a_home(desk), 67)
    photo = demo_photo(desk, "老人在院里", date(2023, 4, 3), **({"shows_client": True, "shows_minor": False} | said))
    visit = a_seen(desk, person, "2023-04-03", start_at="08:10", end_at="08:40", photos=[photo]).record
    return person, visit, str(photo["hash"])


def noted(desk: Desk) -> list[journal.Entry]:
    with desk.read() as read:
        return [one for one in journal.entries(read) if one.what == HANDED_OUT]


def test_with_consent_it_leaves_bare_and_is_written_down(desk: Desk, tmp_path: Path) -> None:
    person, visit, sha256 = seen_with(desk)
    a_consent(desk, person)
    ready = ready_photo(desk, visit, sha256)
    assert ready.grounds.startswith("王某某书面同意“照片用于宣传”")
    assert ready.file_name == f"照片-2023-04-03-{sha256[:6]}.jpg", "it names nobody"
    path = hand_out_photo(desk, visit, sha256, PURPOSE, tmp_path / "报社" / ready.file_name)
    picture = Image.open(BytesIO(path.read_bytes()))
    assert (picture.format, dict(picture.getexif())) == ("JPEG", {})
    (entry,) = noted(desk)
    assert (entry.who, entry.subject) == (desk.me.worker_id, visit)
    assert entry.detail == {"file": sha256[:12], "purpose": PURPOSE, "scope": 5}


def test_a_photo_nobody_is_on_needs_no_consent(desk: Desk, tmp_path: Path) -> None:
    _, visit, sha256 = seen_with(desk, shows_client=False)
    assert ready_photo(desk, visit, sha256).grounds == "照片里没有服务对象面部和未成年人。"
    hand_out_photo(desk, visit, sha256, PURPOSE, tmp_path / "a.jpg")
    assert [one.detail["scope"] for one in noted(desk)] == [0]


@pytest.mark.parametrize(
    ("ticked", "why"),
    [
        ({}, "王某某没有书面同意“照片用于宣传”"),
        ({"shows_minor": True}, "照片里有未成年人，须监护人书面同意并遮挡面部。"),
        ({"shows_client": None, "shows_minor": None}, "请先勾选"),
    ],
)
def test_without_consent_nothing_leaves(desk: Desk, tmp_path: Path, ticked: dict, why: str) -> None:
    _, visit, sha256 = seen_with(desk, **ticked)
    path = tmp_path / "a.jpg"
    with pytest.raises(PhotoNotForUse, match=why):
        hand_out_photo(desk, visit, sha256, PURPOSE, path)
    assert (path.exists(), noted(desk)) == (False, [])


def test_a_consent_taken_back_between_question_and_answer_stops_it(desk: Desk, tmp_path: Path) -> None:
    person, visit, sha256 = seen_with(desk)
    consent = a_consent(desk, person)
    ready_photo(desk, visit, sha256)
    with desk.write() as write:
        stored = desk.stored(write, consent)
        desk.append(write, "case_consent", consent, stored.heads, {"withdrawn_on": "2023-04-03"})
    with pytest.raises(PhotoNotForUse, match="禁止使用"):
        hand_out_photo(desk, visit, sha256, PURPOSE, tmp_path / "a.jpg")


def test_a_photo_of_a_crisis_never_leaves(desk: Desk, tmp_path: Path) -> None:
    photo = demo_photo(desk, "门口", shows_client=False, shows_minor=False)
    crisis = put(desk, "crisis", a_crisis(worker_id=desk.me.worker_id), hand_in=False).record
    with desk.write() as write:
        desk.append(write, "crisis", crisis, desk.stored(write, crisis).heads, {"photos": [photo]})
    with pytest.raises(PhotoNotForUse, match="限阅"):
        ready_photo(desk, crisis, str(photo["hash"]))
    with pytest.raises((Restricted, NotYours)):
        ready_photo(as_(desk, "w-x", ("social_worker", desk.station)), crisis, str(photo["hash"]))


def test_a_purpose_is_asked_for_and_a_colleagues_photo_is_for_the_lead(desk: Desk, tmp_path: Path) -> None:
    _, visit, sha256 = seen_with(desk, shows_client=False)
    with pytest.raises(ReasonTooShort):
        hand_out_photo(desk, visit, sha256, "报社", tmp_path / "a.jpg")
    with pytest.raises(NotYours):
        ready_photo(as_(desk, "w-x", ("social_worker", desk.station)), visit, sha256)


def test_a_photo_that_has_not_come_says_where_it_is(desk: Desk) -> None:
    _, visit, sha256 = seen_with(desk, shows_client=False)
    with desk.write() as write:
        write.run("DELETE FROM blob WHERE sha256 = ?", sha256)
        assert blobs.get(write, sha256) is None
    with pytest.raises(PhotoElsewhere, match="原件"):
        ready_photo(desk, visit, sha256)
