"""On which page each kind of record is typed and listed."""

from __future__ import annotations

_FORM_PAGES = {
    "visit": "visit_form",
    "client": "client_form",
    "household": "household_form",
    "crisis": "report_now",
    "volunteer_hours": "volunteer_hours",
    "hours_verify": "volunteers",
    "hour_overlaps": "overlaps",
    "asked_back": "conflicts",
    "typed_twice": "pairs",
    "group_session": "group_session_form",
    "annotation_reply": "annotated",
}
_LIST_PAGES = {
    "visit": "visits",
    "client": "clients",
    "household": "clients",
    "case": "cases",
    "group": "groups",
    "group_roster": "groups",
    "group_session": "groups",
    "group_summary": "groups",
    "activity": "activities",
    "media_report": "media",
    "supervision_session": "sessions",
    "supervision_plan": "sessions",
    "quality_score": "sessions",
    "ce_credit": "sessions",
}
_FILE_PAGES = {
    "client": "person",
    "case": "case",
    "group": "group",
    "activity": "activity",
    "volunteer": "volunteer",
    "volunteer_team": "volunteer_team",
    "handover": "handover",
}
FORM, LIST = "form/", "list/"
"""Pages made for any kind: ``form/referral``, ``list/referral``."""


def form_page(kind: str) -> str:
    """Give the page on which a record of this kind is typed."""
    return _FORM_PAGES.get(kind, FORM + kind)


def list_page(kind: str) -> str:
    """Give the page that lists records of this kind."""
    return _LIST_PAGES.get(kind, LIST + kind)


def file_page(kind: str) -> str:
    """Give the page that shows a whole file of this kind (a person, a 个案), '' where the form is all there is."""
    return _FILE_PAGES.get(kind, "")
