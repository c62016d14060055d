"""打印: any record on its printed form, filled or blank; what is masked stays masked unless a reason is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sheqi_desktop.catalog.assets import fonts_dir
from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.approvals import APPROVALS
from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.domain.form import Form
from sheqi_desktop.domain.paper import Paper
from sheqi_desktop.domain.trouble import NotFound, ReasonTooShort
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.media_ready import clients_in, clients_of
from sheqi_desktop.operations.minors import refuse_closed
from sheqi_desktop.operations.print_choices import AS_USUAL, PrintChoices
from sheqi_desktop.operations.print_photos import photo_of
from sheqi_desktop.operations.print_remarks import remarks_on
from sheqi_desktop.operations.print_valid import approved_by, corrections_of, signatures_of, valid_answers
from sheqi_desktop.operations.restricted import refuse_unseen
from sheqi_desktop.operations.second_person import agreed
from sheqi_desktop.operations.world import World
from sheqi_desktop.reports import paper as press
from sheqi_desktop.reports.context import PaperContext
from sheqi_desktop.reports.page import Fonts
from sheqi_desktop.store import numbers, records
from sheqi_desktop.store.records import StoredRecord

REASON_AT_LEAST = 5
UNMASKS = "client.reveal_sensitive"
STANDING = frozenset({"submitted", "signed", "locked"})


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF ready for the printer, what could not be printed, and the numbers reserved on blanks."""

    data: bytes
    warnings: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """One printed form a record can be put on."""

    id: str
    title: str


def papers_for(desk: Desk, kind: str, answers: Answers | None = None) -> list[PaperChoice]:
    """List the papers of a kind that one record fills, the fitting one first."""
    form = desk.library.form_of(kind, answers or {})
    fitting = form.paper_for(answers or {})
    singles = [one for one in form.papers if one.kind in ("record", "rows")]
    return [PaperChoice(one.id, one.title) for one in sorted(singles, key=lambda one: one is not fitting)]


def print_record(desk: Desk, kind: str, record: str, choices: PrintChoices = AS_USUAL) -> Printed:
    """Put a saved record on its paper.  Unmasked needs the right and a reason; both and every 限阅 print are noted.

    Raises NotFound, NotYours, Restricted, ReasonTooShort, FontMissing.
    """
    with desk.write() as write:
        stored = desk.stored(write, record)
        refuse_unseen(desk, stored)
        refuse_closed(desk, write, stored)
        noted = unmasking(desk, choices, stored)
        valid = valid_answers(write, stored)
        remarks = remarks_on(desk, write, stored, valid) if choices.remarks else ()
        if not choices.masked or stored.restricted:
            desk.note(write, "print", stored.id, **noted)
    form = desk.library.form_of(stored.kind, valid)
    paper = _paper(form, choices.paper, valid)
    context = choices.on(confirmed(desk, paper, valid, context_of(desk, stored, valid)))
    context = replace(context, remarks=remarks)
    made = press.print_record(form, paper.id, valid, context, _fonts())
    return Printed(made.data, made.warnings, (), form.title)


def print_answers(
    desk: Desk, kind: str, answers: Answers, choices: PrintChoices = AS_USUAL, *, record: str = ""
) -> Printed:
    """Put a form that is still being typed on its paper, marked 待签; ``record`` is the saved one it changes.

    Unmasked asks for the same as a saved record does, and is noted.  Raises NotYours, ReasonTooShort, FontMissing.
    """
    form = desk.library.form_of(kind, answers)
    restricted = form.restricted or answers.get("restricted") is True
    if not choices.masked or restricted:
        with desk.write() as write:
            saved = records.get(write, record) if record else None
            desk.note(write, "print", record, kind=kind, **unmasking(desk, choices, saved))
    paper, photo = _paper(form, choices.paper, answers), photo_of(desk, clients_in(answers))
    context = replace(choices.on(paper_context(desk, record)), unsigned=True, restricted=restricted, photo=photo)
    context = confirmed(desk, paper, answers, context)
    made = press.print_record(form, paper.id, answers, context, _fonts())
    return Printed(made.data, made.warnings, (), form.title)


def print_blank(desk: Desk, kind: str, copies: int = 1, *, paper_id: str = "", reserve: bool = False) -> Printed:
    """Print empty forms; with ``reserve`` each carries a number nobody else will get.  Raises FontMissing."""
    form = desk.library.form(kind)
    paper = _paper(form, paper_id, {})
    taken: Sequence[str] = ()
    if reserve:
        year = desk.clock.today().year
        with desk.write() as write:
            taken = numbers.reserve(
                write, desk.station, form.number, year, desk.place.slot, copies, desk.clock.ms(), desk.me.worker_id
            )
            desk.note(write, "reserve", "", kind=kind, count=copies)
        desk.step_witness()
    made = press.print_blank(form, paper.id, copies, list(taken) or None, paper_context(desk), _fonts())
    return Printed(made.data, made.warnings, tuple(taken), paper.title)


def _paper(form: Form, paper_id: str, answers: Answers) -> Paper:
    found = (form.paper(paper_id) if paper_id else None) or form.paper_for(answers) or form.paper()
    if found is None:
        raise NotFound(what="表样", key=paper_id or form.title)
    return found


def paper_context(desk: Desk, record: str = "") -> PaperContext:
    """Give what every paper has to know: who prints it, where and when, and what this person may see."""
    return PaperContext(
        station_name=desk.place.name,
        printed_by=desk.me.name,
        printed_at=desk.clock.now().astimezone(COUNTY),
        county_name=desk.library.contract.county_name,
        facts=World(desk, record, veil="unseen"),
        form_of=desk.library.form_of,
        words=desk.library.vocabularies,
        demo=desk.place.demo,
        photo=photo_of(desk),
    )


def context_of(desk: Desk, stored: StoredRecord, valid: Answers) -> PaperContext:
    """Give what the paper of a saved record has to know: its signatures, its version, whether only few may see it."""
    corrections = corrections_of(desk, stored, valid)
    return replace(
        paper_context(desk, stored.id),
        # The centre and a 督导 print what a station wrote: its name stands above it.
        station_name=desk.unit_name(stored.station) if stored.station else desk.place.name,
        revision=corrections[-1].revision if corrections else 1,
        corrections=corrections,
        signatures=signatures_of(desk, desk.library.form_of(stored.kind, valid), valid),
        unsigned=valid.get("status") not in STANDING,
        restricted=stored.restricted,
        record_id=stored.id,
        photo=photo_of(desk, clients_of(stored)),
    )


def confirmed(desk: Desk, paper: Paper, answers: Answers, context: PaperContext) -> PaperContext:
    """Put those on a paper who confirmed what it shows, where the file names them: a plan is approved for itself."""
    found = APPROVALS[paper.confirmed_by](answers) if paper.confirmed_by else None
    if found is None:
        return context
    return replace(context, signatures=approved_by(desk, found), unsigned=not found.settled)


def unmasking(desk: Desk, choices: PrintChoices, stored: StoredRecord | None) -> dict[str, Any]:
    """Give what is noted of a print; refuse an unmasked one without the right, a reason, or the word it needs.

    Raises NotYours, ReasonTooShort, ApprovalNeeded, OwnApproval, WrongPassword.
    """
    reason, approver = choices.reason.strip(), ""
    if not choices.masked:
        desk.require(UNMASKS, stored, approved=True)
        if len(reason) < REASON_AT_LEAST:
            raise ReasonTooShort(what="不遮盖打印")
        approver = agreed(desk, UNMASKS, choices.second, stored)
    return {"masked": choices.masked, "reason": reason, "approver": approver}


def _fonts() -> Fonts:
    return Fonts(fonts_dir())
