"""The colour of what came with a 回传包: of an annotation its kind's, of a decision its own."""

from __future__ import annotations

from collections.abc import Mapping

from sheqi_desktop.domain.codes_annotation import VerdictCode
from sheqi_desktop.domain.records.annotation import ANNOTATION
from sheqi_desktop.gui.widgets.card_acts import TONES
from sheqi_desktop.operations.returned_news import NewsLine

VERDICT_TONES: Mapping[str, str] = {VerdictCode.SIGNED: "ok", VerdictCode.NOTED: "ok", VerdictCode.RETURNED: "note"}
_KIND_TONES = {str(int(kind)): tone for kind, tone in TONES.items()}


def news_tone(one: NewsLine) -> str:
    """Give the tone of its badge."""
    return (_KIND_TONES if one.kind == ANNOTATION else VERDICT_TONES).get(one.code, "info")
