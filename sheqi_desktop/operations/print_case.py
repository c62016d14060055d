"""打印整卷: a whole 个案 as one document in the printed order, with cover and contents; what is missing is named 缺."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sheqi_desktop.catalog.assets import fonts_dir
from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.form import Form
from sheqi_desktop.domain.records.case_missing import sheets
from sheqi_desktop.domain.records.case_story import CASE, CLOSURE, PAPER_NAMES, RETURN, Story
from sheqi_desktop.operations.case_file import CaseHead, head_of, story_at
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.minors import refuse_closed
from sheqi_desktop.operations.print_choices import AS_USUAL, PrintChoices
from sheqi_desktop.operations.print_record import Printed, context_of, unmasking
from sheqi_desktop.operations.print_remarks import remarks_on
from sheqi_desktop.operations.print_valid import valid_answers
from sheqi_desktop.operations.progress import Progress, quiet
from sheqi_desktop.operations.restricted import may_see, refuse_unseen
from sheqi_desktop.reports.case_file import LACKING, Line, Part, bind
from sheqi_desktop.reports.page import Fonts
from sheqi_desktop.reports.remarks import Remark
from sheqi_desktop.store import records
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord

TITLE = "个案卷宗"
KEPT_FOR = "10年"
"""保管期限 of a case file (domain 16 §7)."""
REFERRAL = "referral"


def print_case(
    desk: Desk, record: str, choices: PrintChoices = AS_USUAL, *, progress: Progress | None = None
) -> Printed:
    """Bind a whole case into one document.

    Without names the cover carries the number of the client's file; unmasked needs the right and a reason.  That
    a whole file was printed is noted.  Raises NotFound, NotYours, Restricted, ReasonTooShort, FontMissing, Cancelled.
    """
    told = progress or quiet()
    with desk.write() as write:
        stored = desk.stored(write, record, "个案")
        refuse_unseen(desk, stored)
        refuse_closed(desk, write, stored)
        noted = unmasking(desk, choices, stored)
        story = story_at(write, stored)
        found = {one.id: one for one in _stored_papers(write, story)} | {stored.id: stored}
        referral = _referral(desk, write, story)
        valid = {one.id: valid_answers(write, one) for one in (*found.values(), *([referral] if referral else ()))}
        said = (
            {one.id: remarks_on(desk, write, one, valid[one.id]) for one in found.values()} if choices.remarks else {}
        )
        client = records.get(write, stored.client) if stored.client else None
        desk.note(write, "print_case", stored.id, **noted)
    head = head_of(desk, stored, story, client, desk.clock.today())
    context = choices.on(context_of(desk, stored, valid[stored.id]))
    bound = _Bound(desk, choices, found, valid, said)
    lines = list(_lines(bound, story, desk.clock.today()))
    if referral is not None:
        lines.append(bound.line("转介表", referral))
    lines += _attachments(desk, story)
    facts = _facts(head, story, client, choices.names)

    def tell(title: str, done: int, total: int) -> None:
        told.tell(1, 1, f"正在排版 {title}", done, total)

    made = bind(TITLE, facts, lines, context, Fonts(fonts_dir()), tell)
    return Printed(made.data, made.warnings, (), TITLE)


def _stored_papers(read: Read, story: Story) -> list[StoredRecord]:
    return list(records.get_many(read, [one.id for one in story.papers]).values())


def _referral(desk: Desk, read: Read, story: Story) -> StoredRecord | None:
    """Find the referral the closure names."""
    closures = story.of(CLOSURE)
    named = closures[-1].answers.get("referral_id") if closures else None
    found = records.get(read, named) if isinstance(named, str) and named else None
    return found if found is not None and may_see(desk, found) else None


def _lines(bound: _Bound, story: Story, today: date) -> Iterator[Line]:
    for sheet in sheets(story, today):
        for one in sheet.papers:
            title = sheet.title if sheet.kind == CASE or len(sheet.papers) == 1 else _with_suffix(sheet.title, one)
            yield bound.line(title, bound.found[one.id])
        if sheet.lacking and (not sheet.papers or sheet.kind == RETURN):
            yield Line(sheet.lacking)
        elif sheet.lacking:
            yield Line(sheet.lacking, page=LACKING)


def _with_suffix(title: str, one: Document) -> str:
    return f"{title}（{one.number.rpartition('-')[2]}）"


@dataclass(frozen=True, slots=True)
class _Bound:
    """The papers of one case on their way into the document."""

    desk: Desk
    choices: PrintChoices
    found: Mapping[str, StoredRecord]
    valid: Mapping[str, Answers]
    remarks: Mapping[str, tuple[Remark, ...]]

    def line(self, title: str, stored: StoredRecord) -> Line:
        """Give the line of the contents and the paper behind it, in the version that is valid."""
        valid = self.valid[stored.id]
        form = self.desk.library.form_of(stored.kind, valid)
        own = self.choices.on(context_of(self.desk, stored, valid))
        own = replace(own, remarks=self.remarks.get(stored.id, ()))
        return Line(title, Part(title, form, _paper_of(form, valid), valid, own, stored.number, stored.service_date))


def _paper_of(form: Form, answers: Answers) -> str:
    found = form.paper_for(answers) or form.paper()
    return found.id if found is not None else ""


def _attachments(desk: Desk, story: Story) -> Iterator[Line]:
    """Name the scans and pictures kept with the papers; they lie beside the document."""
    for one in (story.file, *story.papers):
        form = desk.library.form_of(one.kind, one.answers)
        for asked in form:
            value = one.answers.get(asked.id)
            files = value if isinstance(value, list) else [value]
            if asked.type in ("file", "files"):
                for file in files:
                    if isinstance(file, dict) and file.get("hash"):
                        yield Line(
                            f"附件：{PAPER_NAMES[one.kind]}{asked.label}", None, str(file.get("name") or ""), "另附"
                        )


def _facts(head: CaseHead, story: Story, client: StoredRecord | None, names: bool) -> Sequence[tuple[str, str]]:
    opened = story.intake_on.isoformat() if story.intake_on else ""
    closed = "、".join(
        dict.fromkeys(one.isoformat() for one in (story.closed_on, story.last_closed_on) if one is not None)
    )
    whose = head.client_name if names else client.number if client is not None else ""
    return (
        ("卷宗号", head.number),
        ("个案名称", head.title),
        ("服务对象", whose),
        ("接案日期", opened),
        ("结案日期", closed),
        ("责任社工", head.worker),
        ("督导", head.supervisor),
        ("保管期限", KEPT_FOR),
        ("页数", "{pages}"),
        ("密级", "限阅" if head.restricted else "敏感"),
    )
