"""媒体报道: the row that counts as a 篇; reprints share the article they repeat."""

from __future__ import annotations

from sheqi_desktop.domain.codes_activity import VerifyState
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.document import Document, Documents
from sheqi_desktop.domain.records.views import MediaReport

KIND = "media_report"


def media_report_rows(documents: Documents) -> list[MediaReport]:
    """Give every report; one is verified once the county centre said so of what its author handed in."""
    return [_row(one, documents) for one in documents.of(KIND)]


def _row(one: Document, documents: Documents) -> MediaReport:
    said = one.counted
    level = said.get("level")
    return MediaReport(
        id=one.id,
        published_on=day(said.get("published_on")),
        level=level if isinstance(level, int) else 0,
        article_group_id=first_article(one, documents),
        verified=one.handed_in and one.answers.get("verify_state") == VerifyState.VERIFIED,
        void=one.voided,
        doc_no=one.number,
    )


def first_article(one: Document, documents: Documents) -> str:
    """Follow a reprint to the article it goes back to; a ring of reprints ends at its smallest id."""
    passed: list[str] = []
    at: Document | None = one
    while at is not None and at.id not in passed:
        passed.append(at.id)
        source = at.counted.get("reprint_of")
        if not isinstance(source, str) or not source:
            return at.id
        at = documents.get(source)
        if at is None:
            return source
    return min(passed)
