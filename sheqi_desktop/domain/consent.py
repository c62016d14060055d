"""知情同意: what somebody agreed to, and for how long (domain 03 §8)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sheqi_desktop.domain.answers import Answers, chosen
from sheqi_desktop.domain.codes_case import ConsentScope
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.document import Document

SCAN_WITHIN = timedelta(days=7)
"""How long the signed sheet may be missing as a picture (待补)."""
EXPIRES_SOON = timedelta(days=30)


def agrees(answers: Answers, scope: ConsentScope, on: date | None = None) -> bool:
    """Tell whether a consent covers a scope on a day; without a day, whether it ever did."""
    if scope not in chosen(answers, "scopes"):
        return False
    if on is None:
        return True
    since, until, withdrawn = (day(answers.get(name)) for name in ("signed_on", "valid_until", "withdrawn_on"))
    if since is None or on < since or (until is not None and on > until):
        return False
    taken_back = chosen(answers, "withdrawn_scopes") or chosen(answers, "scopes")
    return withdrawn is None or on < withdrawn or scope not in taken_back


def standing(consents: Iterable[Document], scope: ConsentScope, on: date | None = None) -> Document | None:
    """Find a handed-in consent that covers a scope on a day, the latest of them."""
    found = [one for one in consents if one.handed_in and agrees(one.counted, scope, on)]
    return max(found, key=lambda one: str(one.counted.get("signed_on") or ""), default=None)
