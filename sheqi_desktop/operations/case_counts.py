"""Whether a 个案 counts in the contract, and if not, why and what cures it: what its page says before an evaluation."""

from __future__ import annotations

from dataclasses import dataclass

from sheqi_desktop.domain.counting.reasons import cure_for
from sheqi_desktop.operations.count_contract import count_contract
from sheqi_desktop.operations.desk import Desk

MEASURE = "ind_case"


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """Whether it counts, and the sentence that says so."""

    counted: bool
    words: str


def case_counts(desk: Desk, record: str) -> CaseCounts | None:
    """Ask the contract about one case of this station; None where nobody counts it here."""
    if not desk.allows("indicator.read") or desk.place.kind != "station":
        return None
    unit = count_contract(desk).outcome.result(MEASURE).unit(desk.station)
    if any(row.case_id == record for row in unit.counted):
        return CaseCounts(True, "计入个案数。")
    missed = next((row for row in unit.uncounted if row.row.case_id == record), None)
    if missed is None:
        return None
    cure = cure_for(missed.first, missed.row)
    return CaseCounts(False, f"还不计入个案数：{missed.first.message}。" + (f"怎么办：{cure}。" if cure else ""))
