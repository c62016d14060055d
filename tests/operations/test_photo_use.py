"""One photo for two services is listed; a child's photo without the guardian's consent is offered to no report."""

from __future__ import annotations

from datetime import date

import pytest

from sheqi_desktop.domain.trouble import DatabaseDamaged, NotFound, WrongFileState
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.add_scan import add_scan
from sheqi_desktop.operations.attach import Source, attach
from sheqi_desktop.operations.check_health import check_health
from sheqi_desktop.operations.demo.pictures import demo_photo, demo_picture
from sheqi_desktop.operations.media_ready import clients_of, media_photos
from sheqi_desktop.operations.print_photos import photo_of
from sheqi_desktop.operations.reused_photos import missing_files, reused_photos
from sheqi_desktop.operations.save_record import draft_of
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.store import backup, blobs
from sheqi_desktop.store.database import Database
from tests.operations.conftest import STATIONS, County
from tests.pictures import a_pdf
from tests.typed import a_consent, a_home, a_person, a_seen


def test_the_county_lists_a_photo_that_proves_two_services(county: County):
    centre = county.centre()
    for code in STATIONS[:2]:
        desk = county.station(code)
        person = a_person(desk, a_home(desk), 66)
        photo = demo_photo(desk, "腰鼓队排练", date(2023, 4, 3), caption="腰鼓队")
        seen = a_seen(desk, person, "2023-04-03", start_at="08:10", end_at="08:40", photos=[photo])
        assert reused_photos(desk) == []
        number = seen.number
        again = a_seen(desk, person, "2023-04-03", start_at="09:10", end_at="09:40", photos=[photo], hand_in=False)
        said = [one.message for one in draft_of(desk, again.record).problems()]
        assert f"该图片已用于{number}，请确认不是重复使用。" in said
        accept_bundle(centre, county.folder / f"SQ-{code}-A-000001.sqb")
        accept_bundle(centre, seal_bundle(desk, centre.station, county.folder).path)
        (mine,) = reused_photos(desk)
        assert not mine.across_stations
    (found,) = reused_photos(centre)
    assert found.across_stations
    assert [one.station for one in found.uses] == [STATIONS[0]] * 2 + [STATIONS[1]] * 2
    assert found.uses[0].title == "探访记录表"
    assert missing_files(centre) == {}


def test_the_same_words_draw_the_same_picture():
    assert demo_picture("一", date(2023, 1, 1)) == demo_picture("一", date(2023, 1, 1))
    assert demo_picture("一") != demo_picture("二")


def test_a_photo_is_offered_to_reports_only_with_the_separate_consent(county: County):
    desk = county.station()
    person = a_person(desk, a_home(desk), 67)
    photo = demo_photo(desk, "老人在院里", date(2023, 4, 3), shows_client=True, shows_minor=False)
    seen = a_seen(desk, person, "2023-04-03", start_at="08:10", end_at="08:40", photos=[photo]).record
    (before,) = media_photos(desk, seen)
    assert not before.usable
    assert before.reasons == ("王某某没有书面同意“照片用于宣传”，不能对外使用。",)
    consent = a_consent(desk, person)
    assert media_photos(desk, seen)[0].usable
    with desk.write() as write:
        stored = desk.stored(write, consent)
        desk.append(write, "case_consent", consent, stored.heads, {"withdrawn_on": "2023-04-03"})
    assert media_photos(desk, seen)[0].reasons == ("王某某已于2023-04-03撤回“照片用于宣传”的同意，禁止使用。",)


def test_a_photo_of_somebody_who_took_the_consent_back_is_on_no_paper(county: County):
    desk = county.station()
    person = a_person(desk, a_home(desk), 72)
    face = demo_photo(desk, "老人在院里", date(2023, 4, 3), shows_client=True, shows_minor=False)
    yard = demo_photo(desk, "院子", date(2023, 4, 3), shows_client=False, shows_minor=False)
    seen = a_seen(desk, person, "2023-04-03", start_at="08:10", end_at="08:40", photos=[face, yard]).record
    consent = a_consent(desk, person)
    with desk.write() as write:
        stored = desk.stored(write, consent)
        desk.append(write, "case_consent", consent, stored.heads, {"withdrawn_on": "2023-04-03"})
        record = desk.stored(write, seen)
    find = photo_of(desk, clients_of(record))
    assert find(face) == "王某某已于2023-04-03撤回“照片用于宣传”的同意，禁止使用。"
    assert find(yard).startswith(b"\xff\xd8"), "nobody is on it"


def test_a_childs_photo_without_consent_is_blocked(county: County):
    desk = county.station()
    person = a_person(desk, a_home(desk), 68)
    photo = demo_photo(desk, "孩子在写作业", date(2023, 4, 3), shows_client=True, shows_minor=True)
    seen = a_seen(desk, person, "2023-04-03", start_at="08:10", end_at="08:40", photos=[photo]).record
    (one,) = media_photos(desk, seen)
    assert "照片里有未成年人，须监护人书面同意并遮挡面部。" in one.reasons


def test_a_backup_carries_the_photos_and_the_check_looks_at_each(county: County, tmp_path):
    desk = county.station()
    person = a_person(desk, a_home(desk), 69)
    photo = demo_photo(desk, "院子", date(2023, 4, 3))
    number = a_seen(desk, person, "2023-04-03", start_at="08:10", end_at="08:40", photos=[photo]).number
    assert (check_health(desk).attachments, check_health(desk).missing) == (1, 0)
    made = backup.make(desk.database, desk.dek, "daily", desk.clock.now())
    backup.restore(made.path, desk.dek, tmp_path / "restored")
    with desk.write() as write:
        write.run("UPDATE blob SET data = ?", b"\xff\xd8\xffelse")
    with pytest.raises(DatabaseDamaged) as caught:
        check_health(desk)
    assert number in caught.value.sentence
    from sheqi_desktop.catalog import assets
    from sheqi_desktop.operations.decoding import decode_kept

    with (
        Database.open(tmp_path / "restored", desk.dek, assets.db_dir(), decode_kept, ballast=False) as database,
        database.read() as read,
    ):
        assert blobs.damaged(read) == []
        assert blobs.get(read, photo["hash"])


def test_the_scan_of_a_signed_sheet_is_added_later_and_nothing_else(county: County):
    desk = county.station()
    person = a_person(desk, a_home(desk), 70)
    record = a_seen(desk, person, "2023-04-03", start_at="08:10", end_at="08:40").record
    with desk.write() as write:
        stored = desk.stored(write, record)
        desk.append(write, "visit", record, stored.heads, {"status": "signed"})
    scan, other = demo_photo(desk, "签字页", kind="signed_scan"), demo_photo(desk, "另一张")
    add_scan(desk, record, "photos", [scan])
    with desk.read() as read:
        stored = desk.stored(read, record)
        assert (stored.status, stored.correcting, stored.answers["photos"]) == ("signed", False, [scan])
        assert blobs.uses(read, scan["hash"])
    sign = stored.answers["client_sign"]
    add_scan(desk, record, "client_sign", sign | {"file": scan})
    for question, value in (("photos", [other]), ("photos", None), ("client_sign", sign | {"file": other})):
        with pytest.raises(WrongFileState) as caught:
            add_scan(desk, record, question, value)
        assert caught.value.sentence == "已签批的记录只能补传附件，不能更换或拿掉；要改请走“更正”。"
    with pytest.raises(NotFound):
        add_scan(desk, record, "summary", "改了")
    with desk.read() as read:
        assert not desk.stored(read, record).correcting


def test_the_printer_gets_a_picture_a_first_page_or_words_in_their_place(county: County):
    desk = county.station()
    find = photo_of(desk)
    photo, paper = demo_photo(desk, "院子"), attach(desk, Source("图.pdf", data=a_pdf(2)))
    assert find(photo).startswith(b"\xff\xd8")
    assert find(paper).startswith(b"\xff\xd8")
    person = a_person(desk, a_home(desk), 71)
    a_seen(desk, person, "2023-04-03", start_at="08:10", end_at="08:40", photos=[photo])
    with desk.write() as write:
        write.run("DELETE FROM blob WHERE sha256 = ?", photo["hash"])
        write.run("UPDATE blob SET data = ? WHERE sha256 = ?", b"%PDF-nothing", paper["hash"])
    assert find(photo) == f"照片后补，原件在{desk.unit_name(desk.station)}A机"
    assert find(paper) == "“图.pdf”打不开"
