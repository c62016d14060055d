"""出具志愿服务记录证明: from the verified records of this unit, with a number, a check and an entry in the journal.

A new certificate for the same holder may take the place of an old one: it gets a number of its own, and the old one is
marked 已被替代 in the same transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sheqi_desktop.domain.answers import Answers, Value, rows
from sheqi_desktop.domain.certificate import DETAILS_AT_MOST, check_code
from sheqi_desktop.domain.document import Document, Documents
from sheqi_desktop.domain.records.hour_overlaps import held_hours
from sheqi_desktop.domain.records.volunteer import CERTIFICATE, HOUR, TEAM, lowered_certificates
from sheqi_desktop.domain.service_time import counted_minutes, hours
from sheqi_desktop.domain.trouble import AlreadyReplaced, NoIdentityNumber, NothingToCertify
from sheqi_desktop.operations.desk import Desk, changes_of
from sheqi_desktop.operations.documents import document, documents
from sheqi_desktop.operations.save_record import Saved, new_draft, put_in
from sheqi_desktop.store import records, sources
from sheqi_desktop.store.database import Read, Write
from sheqi_desktop.store.records import StoredRecord


@dataclass(frozen=True, slots=True)
class Request:
    """Whose service, of which days, for what; ``replaces`` is the certificate it takes the place of."""

    volunteer: str
    since: date
    until: date
    purpose: str
    org: str = ""
    principal: str = ""
    contact: str = ""
    replaces: str = ""
    full_id: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a certificate would say, and what must be told beside it."""

    answers: Answers
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate in the register."""

    saved: Saved
    warnings: tuple[str, ...] = field(default=())


def prepare(desk: Desk, asked: Request) -> Prepared:
    """Work out what a certificate would say; raise NoIdentityNumber, NothingToCertify, NotFound."""
    with desk.read() as read:
        return _prepare(desk, read, asked)


def issue_certificate(desk: Desk, asked: Request) -> Issued:
    """Issue a certificate; raise NoIdentityNumber, NothingToCertify, AlreadyReplaced, NotFound, NotFinished."""
    desk.require("service.submit")
    with desk.read() as read:
        prepared = _prepare(desk, read, asked)
    draft = new_draft(desk, CERTIFICATE, prepared.answers)
    with desk.write() as write:
        old = _to_replace(desk, write, asked)
        record, number = put_in(desk, write, draft)
        if old is not None:
            desk.append(write, CERTIFICATE, old.id, old.heads, {"replaced_by": record})
        desk.note(write, "certify", record, replaces=asked.replaces)
        touched = changes_of(write)
    desk.step_witness()
    return Issued(Saved(record, number, touched), prepared.warnings)


def _prepare(desk: Desk, read: Read, asked: Request) -> Prepared:
    person = desk.stored(read, asked.volunteer, "志愿者")
    if not person.answers.get("id_no"):
        raise NoIdentityNumber()
    own = [document(one) for one in sources.related(read, HOUR, "volunteer_id", person.id)]
    own = [one for one in own if one.station == desk.station and one.confirmed is not None]
    within = [one for one in own if asked.since.isoformat() <= one.service_date <= asked.until.isoformat()]
    held = held_hours(Documents(own))
    good = [one for one in within if one.signed and one.id not in held and counted_minutes(one.counted)]
    if not good:
        raise NothingToCertify()
    unverified, overlapping = sum(not one.signed for one in within), sum(one.id in held for one in within)
    said = [f"有{unverified}条记录未审核，未计入本证明。"] if unverified else []
    said += [f"有{overlapping}条记录时间重叠，未计入本证明。"] if overlapping else []
    answers = _said(desk, person, _teams(read, desk, person.id), good, asked)
    return Prepared(answers | {"check_code": check_code(answers)}, tuple(said))


def _said(desk: Desk, person: StoredRecord, teams: str, good: Sequence[Document], asked: Request) -> dict[str, Value]:
    good = sorted(good, key=lambda one: (one.service_date, str(one.counted.get("start_at") or "")))
    said: dict[str, Value] = {
        name: person.answers.get(name) for name in ("name", "gender", "id_type", "id_no", "national_no")
    }
    said |= {
        "volunteer_id": person.id,
        "teams": teams,
        "since": asked.since.isoformat(),
        "until": asked.until.isoformat(),
        "total_minutes": sum(counted_minutes(one.counted) for one in good),
        "times": len(good),
        "org": asked.org or f"{desk.place.name}社工站",
        "handler": desk.me.name,
        "principal": asked.principal or lead_of(desk),
        "contact": asked.contact,
        "issued_on": desk.clock.today().isoformat(),
        "purpose": asked.purpose.strip(),
        "replaces": asked.replaces,
        "full_id": True if asked.full_id else None,
    }
    if len(good) > DETAILS_AT_MOST:
        said["details_apart"] = True
    else:
        said["details"] = [_detail(one.counted) for one in good]
    return {name: value for name, value in said.items() if value not in (None, "")}


def _detail(hour: Answers) -> dict[str, Value]:
    return {
        "service_date": hour.get("service_date"),
        "title": hour.get("title"),
        "content": hour.get("content"),
        "hours": hours(counted_minutes(hour)),
    }


def lead_of(desk: Desk) -> str:
    """Give the name of the 站长, who answers for the certificate."""
    return next((one.name for one in desk.colleagues() if "station_lead" in desk.roles_of(one)), desk.me.name)


def _teams(read: Read, desk: Desk, volunteer: str) -> str:
    names = []
    for team in sources.of_kinds(read, [TEAM], [desk.station]):
        if not team.voided and any(row.get("volunteer_id") == volunteer for row in rows(team.answers, "members")):
            names.append(team.name)
    return "、".join(names)


def _to_replace(desk: Desk, write: Write, asked: Request) -> StoredRecord | None:
    if not asked.replaces:
        return None
    old = desk.stored(write, asked.replaces, "证明")
    desk.may_change(old)
    if by := old.answers.get("replaced_by"):
        newer = records.get(write, str(by))
        raise AlreadyReplaced(number=newer.number if newer else "另一份证明")
    return old


# ------------------------------------------------------------------------------ after it was issued
def to_replace(desk: Desk) -> list[Document]:
    """通知更换证明: the certificates that say more than the records now do."""
    with desk.read() as read:
        return lowered_certificates(documents(read, [HOUR, CERTIFICATE], [desk.station]))


def standing_certificates(desk: Desk, volunteer: str) -> list[tuple[str, str]]:
    """Give the certificates of a volunteer that no newer one replaced, id and number, the newest first."""
    with desk.read() as read:
        found = sources.related(read, CERTIFICATE, "volunteer_id", volunteer)
    own = [one for one in found if one.station == desk.station and not one.answers.get("replaced_by")]
    return [(one.id, one.number) for one in reversed(own)]


@dataclass(frozen=True, slots=True)
class Period:
    """Days that a certificate may be about."""

    words: str
    since: date
    until: date


def periods(desk: Desk, volunteer: str) -> list[Period]:
    """Offer the days to certify: everything, the contract so far, then each year with verified service."""
    today, contract = desk.clock.today(), desk.library.contract
    with desk.read() as read:
        own = [document(one) for one in sources.related(read, HOUR, "volunteer_id", volunteer)]
    served_on = sorted(one.service_date for one in own if one.signed and one.station == desk.station)
    if not served_on:
        return [Period("本合同期", contract.start_date, today)]
    first = date.fromisoformat(served_on[0])
    found = [Period(f"全部（{first.year}年{first.month}月起）", first, today)]
    found += [Period("本合同期", contract.start_date, min(today, contract.end_date))]
    years = sorted({int(on[:4]) for on in served_on}, reverse=True)
    return [*found, *(Period(f"{year}年", date(year, 1, 1), min(today, date(year, 12, 31))) for year in years)]
