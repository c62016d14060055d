"""指标看板: the count for a board, in the period with or without its extension."""

from __future__ import annotations

from datetime import date

from sheqi_desktop.operations.count_contract import Counted, count_contract
from sheqi_desktop.operations.desk import Desk


def indicators(desk: Desk, as_of: date | None = None, *, original: bool = False) -> Counted:
    """Count the contract in force (含顺延), or as it stood before the period was extended (原合同期)."""
    contract = desk.library.contract
    return count_contract(desk, as_of, contract.original() if original else contract)
