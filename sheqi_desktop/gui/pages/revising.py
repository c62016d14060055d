"""去修改: the form of a document, at the question an annotation is about, with what was said beside each question."""

from __future__ import annotations

from collections.abc import Sequence

from sheqi_desktop.domain.annotation import Path
from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.domain.thread import WAITS_FOR_WORKER
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.operations.document_threads import Card


def revising(kind: str, record: str, cards: Sequence[Card], annotation: str = "") -> FormAsk:
    """Give how to ask for it; ``annotation`` is the one that is answered first, the whole document where none is."""
    waiting = [one for one in cards if one.thread.state in WAITS_FOR_WORKER]
    remarks = [(_question(one), _said(one)) for one in waiting if _asks(one)]
    first = next((_question(one) for one in cards if one.annotation.id == annotation), "")
    return FormAsk(kind, record, question=first, remarks=tuple(remarks))


def _question(card: Card) -> str:
    return Path.read(card.spot.field).field


def _said(card: Card) -> str:
    """What was said and how strongly; many a phrase of the bank begins with that already."""
    body = card.annotation.body
    return body if body.startswith(f"{card.kind}：") else f"{card.kind}：{body}"


def _asks(card: Card) -> bool:
    """A 肯定 asks for nothing, and what is about the whole document stands over the form."""
    return card.annotation.kind != AnnotationKind.PRAISE and bool(card.spot.field)
