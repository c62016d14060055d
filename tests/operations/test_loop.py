"""The loop: save, hand in, export, merge, receipt; in any order, however often, with the same end."""

from __future__ import annotations

import random
import re
from itertools import permutations
from pathlib import Path

import pytest

from sheqi_desktop.domain.trouble import AlreadyImported, NothingToSend
from sheqi_desktop.operations import catch_up, look_up
from sheqi_desktop.operations.accept_bundle import Accepted, accept_bundle, accept_bundles, is_repeat
from sheqi_desktop.operations.check_health import check_health, rebuild_all, state_digest, verify_journal
from sheqi_desktop.operations.count_contract import count_contract
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.exchange import came, exchange_lines, receipts, sent
from sheqi_desktop.operations.read_bundle import read_bundle
from sheqi_desktop.operations.save_record import draft_of, submit
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.store import derived, log, records
from sheqi_desktop.sync.envelope import open_envelope
from sheqi_desktop.sync.segment import decode
from tests.operations.conftest import STATIONS, County
from tests.typed import a_home, a_person, a_seen

ORDERS = 8


def visits_counted(desk: Desk, station: str) -> tuple[object, ...]:
    """Give the row of the table that says how many visits of a station count."""
    found = [row for row in count_contract(desk).rows if row.measure_code == "ind_visit" and row.scope_code == station]
    assert len(found) == 1
    return (found[0].actual, found[0].rate_pct, found[0].status)


def visits(desk: Desk) -> list[str]:
    return [one.id for one in look_up.list_records(desk, look_up.Wanted("visit", voided=None, limit=1000))]


# ------------------------------------------------------------------------------ once round
def test_a_visit_goes_to_the_centre_and_its_receipt_comes_back(county: County):
    station, centre = county.station(), county.centre()
    accept_bundles(centre, [county.first[0], county.second[0]])
    home = a_home(station)
    saved = a_seen(station, a_person(station, home, 7), "2023-04-03", start_at="08:10", end_at="08:30")
    assert look_up.transport(station, [saved.record]) == {saved.record: "local"}
    made = seal_bundle(station, station.library.centre_unit, county.folder)
    assert look_up.transport(station, [saved.record]) == {saved.record: "packed"}
    assert receipts(station).waiting > 0
    seen = accept_bundle(centre, made.path)
    assert (seen.sender, seen.counter, seen.parked, seen.conflicts) == (STATIONS[0], made.counter, 0, 0)
    answer = seal_bundle(centre, STATIONS[0], county.folder)
    accept_bundle(station, answer.path)
    assert look_up.transport(station, [saved.record]) == {saved.record: "received"}
    assert receipts(station).waiting == 0
    begins = f"第 {made.counter} 号・交给 社旗县社工服务指导中心・"
    went = [one for one in exchange_lines(station) if one.words.startswith(begins)]
    assert [one.state for one in went] == ["已签收"]
    assert re.search(r"日・\d+ 处改动$", went[0].words)
    assert ("回执", "县中心都收到了。") in went[0].details
    (back,) = [one for one in exchange_lines(station) if one.file == answer.path.name]
    assert "A 机" not in back.words
    assert f"第 {answer.counter} 号" in back.words
    assert next(one.counter for one in sent(station)) == made.counter
    assert came(centre)[0].counter == made.counter


def test_a_receipt_alone_is_told_from_news(county: County):
    station, centre = county.station(), county.centre()
    accept_bundles(centre, [county.first[0], county.second[0]])
    accept_bundle(station, seal_bundle(centre, STATIONS[0], county.folder).path)
    with pytest.raises(NothingToSend):
        seal_bundle(station, station.library.centre_unit, county.folder)
    with pytest.raises(NothingToSend):
        seal_bundle(centre, STATIONS[0], county.folder)


def test_what_was_not_signed_for_is_sent_again(county: County):
    station = county.station()
    person = a_person(station, a_home(station), 7)
    lost = seal_bundle(station, station.library.centre_unit, county.folder)
    lost.path.unlink()
    a_seen(station, person, "2023-04-03", start_at="08:10", end_at="08:30")
    seal_bundle(station, station.library.centre_unit, county.folder)
    found = sorted(county.folder.glob(f"SQ-{STATIONS[0]}-A-*.sqb"))
    centre = county.centre()
    accept_bundles(centre, found)
    assert set(visits(station)) <= set(visits(centre))
    assert not check_health(centre).parked


# ------------------------------------------------------------------------------ same end, whatever the way
def test_the_order_of_bundles_does_not_matter(county: County):
    every = [*county.first, *county.second]
    orders = random.Random(4).sample(list(permutations(every)), ORDERS)
    orders += [tuple(every), tuple(reversed(every))]
    digests, tables = set(), set()
    for number, order in enumerate(orders):
        centre = county.another_centre(f"order-{number}")
        results = accept_bundles(centre, order)
        assert all(isinstance(one, Accepted) for one in results), results
        assert check_health(centre).parked == 0
        digests.add(state_digest(centre))
        tables.add(count_contract(centre).csv)
    assert len(digests) == 1
    assert len(tables) == 1


def test_the_same_files_again_change_nothing(county: County):
    centre = county.centre()
    files = [*county.first, *county.second]
    accept_bundles(centre, files)
    before = state_digest(centre), segments(centre), count_contract(centre).csv
    again = accept_bundles(centre, [*files, *reversed(files)])
    assert all(is_repeat(one) for one in again)
    assert (state_digest(centre), segments(centre), count_contract(centre).csv) == before
    with pytest.raises(AlreadyImported, match=r"该数据包已导入（4月3日），无需重复导入。"):
        accept_bundle(centre, files[0])


def test_an_older_bundle_after_a_newer_takes_nothing_back(county: County):
    station, centre = county.station(), county.centre()
    accept_bundles(centre, county.first)
    whole = seal_bundle(station, station.library.centre_unit, county.folder) if has_news(station) else None
    accept_bundles(centre, [county.second[0]] + ([whole.path] if whole else []))
    before = state_digest(centre)
    accept_bundles(centre, county.first)
    assert state_digest(centre) == before


def has_news(desk: Desk) -> bool:
    try:
        return bool(receipts(desk).waiting)
    except NothingToSend:
        return False


def test_a_bundle_behind_a_gap_waits_by_name_and_comes_in_when_the_gap_closes(county: County):
    centre = county.centre()
    ahead = read_bundle(centre, county.second[0])
    assert [one.reason for one in ahead.plan.park] == ["gap"]
    came_early = accept_bundle(centre, county.second[0])
    assert came_early.parked == 1
    assert came_early.new == 0
    chain, first, last = came_early.missing[0]
    with county.station().read() as read:
        assert chain in set(log.own_chains(read))
    assert (first, last) == (1, min(head.first for head in ahead.opened.headers) - 1)
    assert check_health(centre).parked == 1
    assert visits(centre) == []
    accept_bundle(centre, county.first[0])
    assert check_health(centre).parked == 0
    plain = county.another_centre("plain")
    accept_bundles(plain, [county.first[0], county.second[0]])
    assert state_digest(plain) == state_digest(centre)


def test_station_and_centre_count_the_same_visits(county: County):
    centre = county.centre()
    accept_bundles(centre, [*county.second, *county.first])
    for code in STATIONS:
        at_home = visits_counted(county.station(code), code)
        assert visits_counted(centre, code) == at_home
        assert at_home[0] != 0


def test_one_station_and_a_centre_that_holds_only_it_are_in_the_same_state(county: County):
    station, centre = county.station(), county.centre()
    accept_bundles(centre, [county.second[0], county.first[0]])
    assert state_digest(centre) == state_digest(station)


def test_rebuilding_from_the_log_gives_the_very_same_state(county: County):
    centre = county.centre()
    accept_bundles(centre, [county.second[2], *county.first, county.second[0]])
    before = count_contract(centre).csv
    same, digest = rebuild_all(centre)
    assert same
    assert digest == state_digest(centre)
    assert count_contract(centre).csv == before
    assert rebuild_all(county.station())[0]
    assert verify_journal(centre) > 0


def test_a_workspace_of_another_version_is_made_anew_when_it_is_unlocked(county: County, monkeypatch):
    centre = county.centre()
    accept_bundles(centre, county.first)
    before = state_digest(centre)
    centre.close()
    with monkeypatch.context() as patch:
        patch.setattr(derived, "SHAPE", "of another version")
        other = county.centre()
        assert (other.database.needs_rebuild, state_digest(other)) == (False, before)
        other.close()
    again = county.centre()
    assert state_digest(again) == before


def test_what_a_merge_left_out_of_the_search_is_put_in_a_little_at_a_time(county: County, monkeypatch):
    monkeypatch.setattr(catch_up, "AT_ONCE", 2)
    centre = county.centre()
    accept_bundles(centre, county.first[:1])
    left = [catch_up.index_some(centre) for _ in range(2)]
    assert left[0] - left[1] == 2
    catch_up.index_all(centre)
    assert not catch_up.words_waiting(centre)
    assert catch_up.index_some(centre) == 0


def test_an_edit_and_a_void_arrive_with_their_reasons(county: County):
    station, centre = county.station(), county.centre()
    accept_bundles(centre, [county.first[0], county.second[0]])
    for record in visits(station):
        with station.read() as ours, centre.read() as theirs:
            here, there = station.stored(ours, record), centre.stored(theirs, record)
            assert log.history(ours, record) == log.history(theirs, record)
        assert (here.answers, here.voided, here.void_reason) == (there.answers, there.voided, there.void_reason)
    assert [one.void_reason for one in (look_up.get(centre, r) for r in visits(centre)) if one.voided] == [
        "录到别人名下了"
    ]


# ------------------------------------------------------------------------------ to each only what is theirs
def test_a_return_bundle_never_carries_another_stations_records(county: County):
    centre = county.centre()
    accept_bundles(centre, [*county.first, *county.second])
    for code in STATIONS:
        station = county.station(code)
        path = seal_bundle(centre, code, county.folder).path
        opened = read_bundle(station, path).opened
        allowed = {station.machine.device, centre.machine.device}
        assert {header.device for header in opened.headers} <= allowed
        assert set(opened.manifest.to) == {station.machine.device}
        owners = {row for sealed in opened.sealed for rows in decode(sealed).counts().values() for row in rows}
        assert owners <= {code, centre.station, ""}
        inside = open_envelope(path.read_bytes(), station.machine.age_secret)
        with centre.read() as read:
            others = [one for one in records.list_records(read, look_up.Wanted("client")) if one.station != code]
        assert others
        assert not any(one.id.encode() in inside for one in others)


def segments(desk: Desk) -> list[tuple[str, bytes]]:
    """Give every sealed segment, byte for byte."""
    with desk.read() as read:
        hashes = [row[3] for row in log.links(read)]
        return sorted((one.hash, one.header + one.signature + one.body) for one in log.segments_by_hash(read, hashes))


def test_segments_at_the_centre_are_the_stations_own_bytes(county: County, tmp_path: Path):
    station, centre = county.station(), county.centre()
    accept_bundles(centre, [county.first[0], county.second[0]])
    assert segments(centre) == segments(station)


def test_an_answer_taken_back_while_handing_in_is_signed_and_believed(county: County):
    station, centre = county.station(), county.centre()
    accept_bundles(centre, [county.first[0], county.second[0]])
    record = a_seen(station, a_person(station, a_home(station), 7), "2023-04-03", paper_no="纸-7").record
    draft = draft_of(station, record)
    draft.answer("paper_no", None)
    submit(station, draft, record, [one for one in draft.problems() if one.confirmable])
    assert "paper_no" not in look_up.get(station, record).answers
    accept_bundle(centre, seal_bundle(station, centre.station, county.folder).path)
    assert "paper_no" not in look_up.get(centre, record).answers
