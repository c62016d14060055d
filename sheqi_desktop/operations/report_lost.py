"""报失: a machine of a station is lost or stolen; its key is believed no longer, and what it held is named.

Bundles it signs from now are refused; what others carry of it, or what it sealed before the loss and nobody has, is
held apart until a person has compared it with paper (domain 17 §7).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sheqi_desktop.domain.clock import COUNTY, county_day, county_moment
from sheqi_desktop.domain.records.incident import INCIDENT
from sheqi_desktop.domain.trouble import NotFound, ReasonTooShort, WrongState
from sheqi_desktop.operations.chain_ends import chain_ends
from sheqi_desktop.operations.day_words import near_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.incidents import HARM, lost_computer
from sheqi_desktop.operations.people import age_of
from sheqi_desktop.operations.save_record import keep_in, new_draft
from sheqi_desktop.store import log, outbox, records
from sheqi_desktop.store.database import Read, Write
from sheqi_desktop.store.records import Wanted
from sheqi_desktop.sync import revoke
from sheqi_desktop.sync.circles import SUPERVISOR, address_of, owner_of
from sheqi_desktop.sync.header import header_of
from sheqi_desktop.sync.roster import Cut, Device

ADULT = 18
REASON_AT_LEAST = 5
NEVER = "一个包也没有来过"


@dataclass(frozen=True, slots=True)
class Loss:
    """What is reported: which machine, since when (ms), where and how, the receipt of the police if there is one."""

    device: str
    at: int
    where: str
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class OnIt:
    """What was on the machine, as far as the centre knows: every person of its stations, not more and not less."""

    machine: str
    people: int
    minors: int
    restricted: int
    last_bundle: str
    as_of: str
    incident: str = ""
    """The 草稿 of the incident, once it is reported."""


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Changes of a lost machine that came after the report, sealed before the loss or after it."""

    device: str
    machine: str
    changes: int
    since: str
    until: str
    before: bool
    """Sealed before the loss: a person may believe them; the others are refused for good."""


def on_machine(desk: Desk, device: str) -> OnIt:
    """Say what was on a machine.  Raises NotFound."""
    lost = _device(desk, device)
    stations = _stations_on(desk, lost)
    with desk.read() as read:
        files = records.list_records(read, Wanted("client", stations=stations, restricted=True))
        secret = records.count_records(read, Wanted(stations=stations, voided=None, restricted=True))
        secret -= records.count_records(read, Wanted(stations=stations, voided=None))
        came = next((one for one in outbox.imports(read) if one.sender == device and one.result == "merged"), None)
    today = desk.clock.today()
    ages = [age_of(one.answers, today) for one in files]
    last, as_of = NEVER, ""
    if came is not None:
        last = f"第 {came.counter} 号，{near_day(county_day(came.at).isoformat(), today)}"
        as_of = str(came.summary.get("as_of") or "")
    return OnIt(
        machine_words(desk, lost), len(files), sum(age is not None and age < ADULT for age in ages), secret, last, as_of
    )


def report_lost(desk: Desk, loss: Loss, *roots: Ed25519PrivateKey) -> OnIt:
    """Report a machine lost: the next roster revokes its key from the last change the centre holds.

    A 草稿 of the incident is begun with it: what was on the machine is known now (17 §7).
    Minutes count: whoever may prepare an enrolment may do it alone; the root key from the safe is the second hand.

    Raises NotYours, NotFound, ReasonTooShort, WrongState when it is not in use.
    """
    desk.require_to_prepare("device.enrol")
    if len(loss.where.strip()) < REASON_AT_LEAST:
        raise ReasonTooShort(what="报失")
    device = _device(desk, loss.device)
    if device.status not in ("active", "suspended"):
        raise WrongState(state="已不在使用", step="报失", hint="")
    told = on_machine(desk, loss.device)
    receipt = f" 报案回执：{loss.receipt.strip()}" if loss.receipt.strip() else ""
    known = lost_computer(
        desk, device=f"{device.station_code}-{device.slot}", people=told.people, minors=told.minors,
        restricted=told.restricted, last=told.last_bundle, cause=f"{told.machine}丢失。{loss.where.strip()}{receipt}",
    )  # fmt: skip
    draft = new_draft(desk, INCIDENT, known)
    with desk.write() as write:
        cuts = _cuts(write, device, loss)
        signed = revoke.lose(desk.book, device, cuts, loss.at, roots, desk.me.worker_id, desk.clock.ms())
        desk.adopt(write, desk.book.adopt([signed]))
        what = {"where": loss.where.strip(), "receipt": loss.receipt.strip(), "people": told.people}
        desk.note(write, "report_lost", device.id[:16], **what)
        incident = keep_in(desk, write, draft)
    desk.step_witness()
    return replace(told, incident=incident)


def notice_words(desk: Desk, told: OnIt, loss: Loss) -> str:
    """Write the notice about a lost machine, the facts PIPL 57 asks for filled in; a person reads and sends it."""
    at, now = county_moment(loss.at), desk.clock.now().astimezone(COUNTY)
    secret = f"，限阅记录 {told.restricted} 条" if told.restricted else ""
    receipt = f" 报案回执：{loss.receipt.strip()}" if loss.receipt.strip() else ""
    lines = (
        "个人信息安全事件通报",
        f"时间：{at:%Y-%m-%d %H:%M} 前后",
        f"经过：{told.machine}丢失。{loss.where.strip()}{receipt}",
        f"涉及的个人信息：{told.people} 个服务对象的档案和服务记录，其中未成年人 {told.minors} 人{secret}。",
        f"可能的危害：{HARM}",
        f"已采取的措施：{now:%Y-%m-%d %H:%M} 报失，这台电脑的钥匙停用，再写的数据包一律拒收。",
        f"可能缺失：{gap_words(told, loss)}，照纸质表补录。",
        f"联系人：{desk.place.name} {desk.me.name} {desk.me.phone}".rstrip(),
    )
    return "\n".join(lines)


def gap_words(told: OnIt, loss: Loss) -> str:
    """Give from when to when records may be missing: from what the centre holds to the loss."""
    return f"{told.as_of or '第一天'}–{county_day(loss.at).isoformat()}"


def held_back(desk: Desk) -> list[HeldBack]:
    """List what came of lost machines after they were reported, what may be believed first."""
    found: dict[tuple[str, bool], list[tuple[int, date]]] = {}
    with desk.read() as read:
        for one in log.quarantined(read):
            header = header_of(one.sealed)
            sealed = county_day(header.sealed_ms or 0)
            kind = (header.device, one.reason == "before")
            found.setdefault(kind, []).append((one.sealed.last - one.sealed.first + 1, sealed))
    today = desk.clock.today()
    lines = [
        HeldBack(
            device,
            machine_words(desk, _device(desk, device)),
            sum(count for count, _ in each),
            near_day(min(on for _, on in each).isoformat(), today),
            near_day(max(on for _, on in each).isoformat(), today),
            before,
        )
        for (device, before), each in found.items()
    ]
    return sorted(lines, key=lambda one: (not one.before, one.machine))


def believe_held(desk: Desk, device: str, reason: str, *roots: Ed25519PrivateKey) -> int:
    """Believe what a lost machine had sealed before the loss; it comes in with the next merge.  Give how many changes.

    Raises NotYours, ReasonTooShort, NotFound when nothing of that kind is held.
    """
    desk.require_to_prepare("device.enrol")
    if len(reason.strip()) < REASON_AT_LEAST:
        raise ReasonTooShort(what="采信")
    with desk.write() as write:
        mine = [one for one in log.quarantined(write) if header_of(one.sealed).device == device]
        mine = [one for one in mine if one.reason == "before"]
        if not mine:
            raise NotFound(what="待核对的记录", key=machine_words(desk, _device(desk, device)))
        last = {one.sealed.chain: one.sealed for one in mine}
        at = _device(desk, device).lost_at
        cuts = [Cut(device, one.chain, one.last, one.hash, reason=reason.strip(), at=at) for one in last.values()]
        signed = revoke.believe(desk.book, device, cuts, roots, desk.me.worker_id, desk.clock.ms())
        desk.adopt(write, desk.book.adopt([signed]))
        for one in mine:
            log.park(write, one.sealed, one.name, "believed", None, desk.clock.ms())
            log.release(write, one.sealed.hash)
        count = sum(one.sealed.last - one.sealed.first + 1 for one in mine)
        desk.note(write, "believe_held", device[:16], changes=count, why=reason.strip())
    return count


def machine_words(desk: Desk, device: Device) -> str:
    """Name a machine as people do: 赊店镇 B 机, 督导周强的电脑."""
    if device.kind == SUPERVISOR:
        return f"{desk.unit_name(address_of(device))}的电脑"
    return f"{desk.unit_name(device.station_code)} {device.slot} 机"


def _stations_on(desk: Desk, device: Device) -> list[str]:
    """Give whose records a machine held: its station's, a 督导's those of every station ever assigned."""
    if device.kind != SUPERVISOR:
        return [device.station_code]
    person = desk.book.newest.person(owner_of(device))
    return sorted({one.unit for one in (person.roles if person else ()) if one.role == SUPERVISOR})


def _device(desk: Desk, device: str) -> Device:
    found = desk.book.newest.device(device)
    if found is None:
        raise NotFound(what="电脑", key=device[:8])
    return found


def _cuts(read: Read | Write, device: Device, loss: Loss) -> list[Cut]:
    """Cut every chain of the machine after what is held here; a chain nobody has seen is not believed at all."""
    return [
        Cut(device.id, chain, seq, hash_, reason=loss.where.strip(), at=loss.at)
        for chain, seq, hash_ in chain_ends(read, device.id)
    ]
