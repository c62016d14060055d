"""满意率 and 得分率 of the own surveys (自评): each with its n; shown beside the indicator, never as the indicator."""

from __future__ import annotations

from sheqi_desktop.domain.records.survey import Figures, figures
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.documents import documents

SELF_ASSESSED = "自评"


def survey_figures(desk: Desk) -> Figures:
    """Count what was handed in at this station (the centre: in the county)."""
    stations = desk.stations
    with desk.read() as read:
        told = documents(read, ["survey"], stations).of("survey")
    return figures(one.counted for one in told if one.handed_in)


def survey_words(found: Figures) -> str:
    """Give both rates in one line, with the word that they are no indicator."""
    return f"{SELF_ASSESSED}：{found.satisfied.words}・{found.score.words}"
