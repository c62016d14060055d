"""补传附件: the picture of a signed sheet comes after the signature; that is no 更正 (待补, domain 03 §8)."""

from __future__ import annotations

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.attachment import only_added
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.checks_attachment import FILE_TYPES
from sheqi_desktop.domain.trouble import NotFound, WrongFileState
from sheqi_desktop.operations.desk import Desk, changes_of

ONLY_ADDED = "已签批的记录只能补传附件，不能更换或拿掉；要改请走“更正”。"


def add_scan(desk: Desk, record: str, question: str, value: Value) -> Changes:
    """Put files that were still missing into a record as it stands; status, signature and count stay.

    Raises NotFound, NotYours, RecordVoided, WrongFileState when anything was exchanged or taken out.
    """
    desk.require("service.create")
    with desk.write() as write:
        stored = desk.stored(write, record)
        desk.may_change(stored)
        form = desk.library.form_of(stored.kind, stored.answers)
        if question not in form or form.field(question).type not in FILE_TYPES:
            raise NotFound(what="附件栏", key=question)
        if not only_added(value, stored.answers.get(question)):
            raise WrongFileState(why=ONLY_ADDED)
        desk.append(write, stored.kind, stored.id, stored.heads, {question: value})
        touched = changes_of(write)
    desk.step_witness()
    return touched
