"""A station with a newer program sends kinds, form versions and answers this one does not know: nothing is lost."""

from __future__ import annotations

import random
from functools import cached_property
from pathlib import Path

import pytest

from sheqi_desktop.catalog import assets
from sheqi_desktop.catalog.forms import load_form, load_forms
from sheqi_desktop.domain import trouble as t
from sheqi_desktop.domain.form import Form
from sheqi_desktop.operations import lay_aside, look_up
from sheqi_desktop.operations.accept_bundle import Accepted, Refused, accept_bundle, accept_bundles
from sheqi_desktop.operations.catch_up import index_all
from sheqi_desktop.operations.check_health import check_health, rebuild_all, state_digest
from sheqi_desktop.operations.home import home
from sheqi_desktop.operations.library import Library
from sheqi_desktop.operations.save_record import draft_of, save_record
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.unlock import unlock
from sheqi_desktop.store import log
from sheqi_desktop.sync.bytes import BUNDLE, pae, write_json
from sheqi_desktop.sync.envelope import close, open_envelope
from sheqi_desktop.sync.frame import cut, write_frame
from tests.desks import LIBRARY, PASSWORD, put
from tests.operations.conftest import STATIONS, County
from tests.operations.inner import Liar
from tests.operations.refusing import at
from tests.signing import FORMS
from tests.typed import a_home, a_person, visit_answers

QUESTION = """
[[section.field]]
id = "hearing_aid"
label = "助听器"
type = "text"
size = 40
"""


class Newer(Library):
    """The program after its upgrade: the visit asks one thing more, and there is a new kind, 服务协议."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def _forms(self) -> dict[tuple[str, int], Form]:
        text = (assets.forms_dir() / "visit.v1.toml").read_text("utf-8")
        path = self.folder / "visit.v2.toml"
        path.write_text(text.replace("version = 1", "version = 2", 1) + QUESTION, "utf-8")
        ours = [load_form(one, self.vocabularies) for one in (path, FORMS / "agreement.v1.toml")]
        return load_forms(assets.forms_dir(), self.vocabularies) | {(one.id, one.version): one for one in ours}


@pytest.fixture
def newer(county: County, tmp_path: Path):
    """Give a centre of today, and what a station of tomorrow sent it: a visit of form 2 and a 服务协议."""
    folder = tmp_path / "newer"
    folder.mkdir()
    upgraded = Newer(folder)
    station = unlock(county.folder / f"{STATIONS[0]}-A", f"w-{STATIONS[0]}-1", PASSWORD, county.hands.clock, upgraded)
    county.open.append(station)
    person = a_person(station, a_home(station), 77)
    told = visit_answers(station, person, "2023-04-03", start_at="08:10", end_at="08:40") | {
        "hearing_aid": "左耳，已配"
    }
    visit = put(station, "visit", told).record
    goal = "三个月内每周有人上门一次，帮着量血压。"
    paper = put(station, "agreement", {"parent_id": person, "agreed_on": "2023-04-03", "goal": goal}).record
    centre = county.centre()
    accept_bundles(centre, [*county.first, *county.second])
    path = seal_bundle(station, centre.station, county.folder).path
    return county, station, centre, upgraded, path, visit, paper


def test_what_is_not_known_is_kept_and_the_known_part_is_shown(newer):
    _county, _station, centre, _upgraded, path, visit, paper = newer
    assert isinstance(accept_bundle(centre, path), Accepted)
    index_all(centre)
    shown = look_up.get(centre, visit)
    assert shown.answers["_form"] == 2
    assert shown.answers["hearing_aid"] == "左耳，已配"
    assert "hearing_aid" not in centre.library.form_of("visit", shown.answers)
    unknown = look_up.get(centre, paper)
    assert "升级" in centre.library.form_of("agreement", unknown.answers).title
    assert paper in {one.id for one in look_up.list_records(centre, look_up.Wanted(limit=10_000))}
    look_up.history(centre, paper)
    home(centre)
    with pytest.raises(t.NotFound):
        draft_of(centre, paper)
    check_health(centre)


def test_after_the_upgrade_everything_is_there_without_importing_again(newer):
    county, station, centre, upgraded, path, visit, paper = newer
    accept_bundle(centre, path)
    before = state_digest(centre)
    centre.close()
    county.open.remove(centre)
    after = unlock(county.folder / "centre", "w-centre-1", PASSWORD, county.hands.clock, upgraded)
    county.open.append(after)
    full, there = look_up.get(after, paper), look_up.get(station, paper)
    assert full.answers == there.answers
    assert after.library.form_of("agreement", full.answers).title == "服务协议"
    form = after.library.form_of("visit", look_up.get(after, visit).answers)
    assert "hearing_aid" in form
    same, found = rebuild_all(after)
    assert same
    assert found == before


def test_an_old_program_that_edits_takes_no_new_answer_away(newer):
    """Patches touch single answers: a correction made with form 1 leaves what only form 2 knows."""
    _county, station, _centre, _upgraded, _path, visit, _paper = newer
    station.library = LIBRARY
    draft = draft_of(station, visit)
    draft.answer("summary", "上午到家，老人在院里剥玉米，精神好，又说起孙子的事，记下来回头问学校。")
    draft.answer("correction_reason", "小结写漏了一句，补上")
    save_record(station, draft, visit)
    now = look_up.get(station, visit)
    assert now.answers["hearing_aid"] == "左耳，已配"
    assert "剥玉米" in str(now.answers["summary"])


def test_a_segment_of_a_higher_schema_is_stored_and_marked(county: County):
    centre = county.centre()
    accept_bundles(centre, [*county.first, *county.second])
    liar = Liar(county.station(), centre, centre, random.Random(1))
    new = liar.change(1, "later_kind", liar.fresh(), liar.base(later=[{"id": liar.fresh(), "x": 1}], _form=9))
    sealed = liar.seal([new], schema=7)
    taken = accept_bundle(centre, at(county.folder, liar.bundle([sealed])))
    assert taken.new == 1
    with centre.read() as read:
        kept = log.segment(read, sealed.hash)
    assert kept is not None
    assert kept.schema == 7
    assert kept.sealed == sealed
    assert look_up.get(centre, new.record).answers["later"] == new.answers["later"]


def test_a_file_of_a_later_format_is_refused_kept_and_offered_after_the_upgrade(
    county: County, monkeypatch: pytest.MonkeyPatch
):
    centre, station = county.centre(), county.station()
    frame = cut(open_envelope(county.first[0].read_bytes(), centre.machine.age_secret), "")
    text = write_json(frame.said | {"v": 2, "parts": {"quite": "different"}})
    whole = write_frame(text, station.machine.sign(pae(BUNDLE, text)), [bytes(frame.rest)])
    path = at(county.folder, close(whole, [centre.machine.recipient]))
    (refused,) = accept_bundles(centre, [path])
    assert isinstance(refused, Refused)
    assert refused.trouble.code == "E-BND-03"
    assert "包已存好" in refused.trouble.sentence
    assert lay_aside.ready(centre) == []
    monkeypatch.setattr(lay_aside, "__version__", "9.9")
    (waiting,) = lay_aside.ready(centre)
    assert waiting.path.read_bytes() == path.read_bytes()
