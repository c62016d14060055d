"""Which page stands behind which entry of the centre's sidebar."""

from __future__ import annotations

from collections.abc import Callable

from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Page
from sheqi_desktop.gui.pages.board import BoardPage
from sheqi_desktop.gui.pages.exchanges import ExchangesPage
from sheqi_desktop.gui.pages.imports import ImportPage
from sheqi_desktop.gui.pages.indicators import IndicatorsPage
from sheqi_desktop.gui.pages.returns import ReturnsPage
from sheqi_desktop.gui.pages.why import WhyPage
from sheqi_desktop.operations.desk import Desk

CENTRE_PAGES: dict[str, Callable[[Desk, Jobs], Page]] = {
    "board": BoardPage,
    "indicators": IndicatorsPage,
    "why": WhyPage,
    "import": ImportPage,
    "exchanges": ExchangesPage,
    "returns": ReturnsPage,
}
"""Pages every centre has; the shared ones (people, records, settings) are added where the window is put together."""
