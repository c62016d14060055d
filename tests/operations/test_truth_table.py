"""小站: the rows of the counting truth table (domain 08 §6), typed into real forms, counted by real verbs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sheqi_desktop.domain.counting.figures import visit_figures
from sheqi_desktop.domain.trouble import NotFinished
from sheqi_desktop.operations.count_contract import count_contract, why
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.void import void
from sheqi_desktop.operations.why import Line, why_rows
from tests.desks import Hands, a_centre, a_station
from tests.typed import a_home, a_person, a_seen

NOTE = "老人在里屋躺着，说腰疼，家里有药"


@dataclass
class SmallStation:
    """The station, its people, and the record of each row of the table."""

    desk: Desk
    rows: dict[str, str] = field(default_factory=dict)
    refused: str = ""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory):
    folder: Path = tmp_path_factory.mktemp("small")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQI_CONFIG_DIR", str(folder / "config"))
        hands = Hands("2022-08-02T09:00:00")
        centre = a_centre(folder, hands)
        station = SmallStation(a_station(folder, centre, hands))
        centre.close()
        type_the_table(station, hands)
        yield station
        station.desk.close()


def type_the_table(small: SmallStation, hands: Hands) -> None:
    desk, rows = small.desk, small.rows
    hands.to("2023-02-01T09:00:00")
    first, third, fourth = a_home(desk), a_home(desk), a_home(desk)
    p1, p2 = a_person(desk, first, 1), a_person(desk, first, 2)
    p3, p4 = a_person(desk, third, 3), a_person(desk, fourth, 4)
    beyond = [{"category": "other_person", "evidence": "外地来的务工户"}]
    other = a_person(desk, a_home(desk), 5, categories=beyond, primary_category="other_person")

    def on(day: str, hour: str = "17:30:00") -> None:
        hands.to(f"{day}T{hour}")

    on("2023-03-01")
    rows["1"] = a_seen(desk, p1, "2023-03-01").record
    rows["2"] = a_seen(
        desk,
        p1,
        "2023-03-01",
        start_at="15:00",
        end_at="15:20",
        summary="下午又去了一趟，送去村医配好的药，看着吃了一次。",
    ).record
    rows["3"] = a_seen(desk, p1, "2023-03-01", call=True, start_at="16:30", end_at="16:40").record
    on("2023-03-02")
    rows["4"] = a_seen(
        desk,
        p1,
        "2023-03-02",
        co_clients=[{"client_id": p2, "met": True, "co_note": NOTE}],
        summary="两位老人都在家，在院里择菜，说起春种的事，精神都好。",
    ).record
    on("2023-03-03")
    with pytest.raises(NotFinished) as refused:
        a_seen(
            desk,
            p1,
            "2023-03-03",
            co_clients=[{"client_id": p2, "met": True, "co_note": ""}],
            summary="一位在家一位去赶集，问了缴费的事，说已经交了。",
        )
    small.refused = str(refused.value)
    rows["5"] = a_seen(
        desk,
        p1,
        "2023-03-03",
        co_clients=[{"client_id": p2, "met": False}],
        summary="一位在家一位去赶集，问了缴费的事，说已经交了。",
    ).record
    on("2023-03-04")
    rows["6"] = unmet(desk, p3, "2023-03-04", "not_home")
    rows["7"] = a_seen(
        desk,
        p3,
        "2023-03-04",
        call=True,
        outcome="carer_answered",
        answered_by="family",
        summary="本人不便，照料人代答：老人睡着了，昨天吃了两顿饭，没有咳。",
    ).record
    on("2023-03-05")
    rows["8"] = unmet(desk, p4, "2023-03-05", "refused")
    on("2023-03-06")
    rows["9"] = message(desk, p4, "2023-03-06")
    on("2023-03-07")
    rows["10"] = a_seen(
        desk,
        p3,
        "2023-03-07",
        mode="institution",
        co_clients=[{"client_id": p4, "met": True, "co_note": NOTE}],
        summary="在敬老院见到两位，院里正在理发，都理了，心情好。",
        place="敬老院",
        f_housing=None,
        f_safety=None,
    ).record
    on("2023-03-08")
    rows["11"] = a_seen(desk, p1, "2023-03-08", summary="老人在门口晒太阳，说这两天没有咳，夜里睡得安稳。").record
    void(desk, rows["11"], "录到别人名下了")
    on("2023-03-20")
    rows["12"] = a_seen(
        desk, p1, "2023-03-09", late_reason="no_device", summary="送去一袋面，老人说儿子打了电话来，五一回来看看。"
    ).record
    on("2023-03-10")
    rows["13"] = a_seen(desk, other, "2023-03-10", summary="路过问了几句，租的房子到期了，打算去县城打工。").record
    on("2023-03-11")
    rows["14a"] = a_seen(desk, p2, "2023-03-11", summary="老人腰好多了，自己下地走了几步，晚饭自己做。").record
    rows["14b"] = a_seen(
        desk,
        p2,
        "2023-03-11",
        call=True,
        mode="video",
        start_at="16:30",
        end_at="16:40",
        summary="视频里看到屋里灯亮着，老人说刚吃过饭，一切都好。",
    ).record
    on("2023-03-12")
    rows["15"] = a_seen(desk, p1, "2023-03-12", hand_in=False).record
    hands.to("2023-03-31T17:30:00")


BARE = dict.fromkeys(
    "end_at summary services_given risk_signals risk_level_after client_sign f_health f_mood f_care f_income f_housing"
    " f_safety f_family".split()
)
"""What is not asked after a visit that met nobody."""


def unmet(desk: Desk, client: str, day: str, outcome: str) -> str:
    return a_seen(desk, client, day, outcome=outcome, note="敲门无人应，邻居说一早出去了，改天再来", **BARE).record


def message(desk: Desk, client: str, day: str) -> str:
    return a_seen(
        desk,
        client,
        day,
        mode="message",
        client_sign=None,
        f_housing=None,
        f_safety=None,
        summary="微信留言问这两天身体，回了一条语音，说都好，不用惦记。",
    ).record


# ------------------------------------------------------------------------------ what the table says
COUNTED = {"1": 1, "3": 1, "4": 2, "5": 1, "7": 1, "10": 2, "12": 1, "14a": 1, "14b": 1}
REASONS = {
    "2": "NC_DUPLICATE",
    "5": "NC_OUTCOME",
    "6": "NC_OUTCOME",
    "8": "NC_OUTCOME",
    "9": "NC_FIELD",
    "11": "NC_VOID",
    "13": "NC_CLIENT_SCOPE",
    "15": "NC_NOT_CONFIRMED",
}


@pytest.fixture(scope="module")
def lines(small: SmallStation) -> list[Line]:
    return why_rows(small.desk, "ind_visit", small.desk.station)


def test_the_small_station_counts_11_person_times_and_10_household_times(small: SmallStation):
    figures = visit_figures(why(small.desk, "ind_visit", small.desk.station))
    assert (figures.person_times, figures.household_times) == (11, 10)
    row = next(
        r
        for r in count_contract(small.desk).rows
        if r.measure_code == "ind_visit" and r.scope_code == small.desk.station
    )
    assert row.actual == "11"


@pytest.mark.parametrize(
    "row", ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14a", "14b", "15"]
)
def test_each_row_of_the_table_counts_what_it_says(small: SmallStation, lines: list[Line], row: str):
    counted = [line for line in lines if line.record == small.rows[row] and line.counted]
    assert len(counted) == COUNTED.get(row, 0)


@pytest.mark.parametrize("row", sorted(REASONS))
def test_each_row_that_does_not_count_says_why(small: SmallStation, lines: list[Line], row: str):
    codes = [line.code for line in lines if line.record == small.rows[row] and not line.counted]
    assert codes == [REASONS[row]], codes


def test_a_housemate_seen_without_a_word_is_refused_when_the_form_is_saved(small: SmallStation):
    assert "同访对象须填写其本人的情况" in small.refused, small.refused


def test_no_record_is_counted_that_the_table_does_not_have(small: SmallStation, lines: list[Line]):
    assert {line.record for line in lines} <= set(small.rows.values())
    assert Counter(line.counted for line in lines)[True] == 11
