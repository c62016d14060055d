"""Whom a form is about, for the line above it: the person of a case, the name of a group."""

from __future__ import annotations

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.restricted import may_see, shown_name
from sheqi_desktop.store import records


def form_about(desk: Desk, answers: Answers) -> str:
    """Name the person or the group these answers belong to, '' where nobody is named yet."""
    with desk.read() as read:
        parent = records.get(read, str(answers.get("parent_id") or ""))
        person = str((parent.client if parent else "") or answers.get("client_id") or "")
        client = records.get(read, person) if person else None
        if client is not None:
            return shown_name(desk, client)
        if parent is not None and parent.kind == "group" and may_see(desk, parent):
            return str(parent.answers.get("name") or "")
    return ""
