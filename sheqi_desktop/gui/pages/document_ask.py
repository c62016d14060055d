"""How one asks for a document with its annotations: at the case it lies in, or on a page of its own."""

from __future__ import annotations

from dataclasses import dataclass

from sheqi_desktop.domain.records.case_story import CASE, PAPERS

PAGE = "annotated"
NEWS = "news"
"""What the page 督导批注 is asked for to begin with what came back last."""


@dataclass(frozen=True, slots=True)
class DocumentAsk:
    """A document to be read, and perhaps the annotation one wants to come to."""

    record: str
    annotation: str = ""
    file: str = ""


def way_to(kind: str, record: str, file: str, annotation: str = "") -> tuple[str, DocumentAsk]:
    """Give the page on which a document stands beside its annotations, and what to ask it for."""
    return CASE if kind in (CASE, *PAPERS) else PAGE, DocumentAsk(record, annotation, file or record)
