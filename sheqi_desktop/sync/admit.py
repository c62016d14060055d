"""Who is let in: the next roster, with a new machine, new people, or one more key of somebody (domain 17 §2)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sheqi_desktop.domain.trouble import SecondPersonMissing, SlotTaken
from sheqi_desktop.sync.circles import SUPERVISOR, own_desk
from sheqi_desktop.sync.enrol import Request
from sheqi_desktop.sync.invitation import SLOTS
from sheqi_desktop.sync.roster import Book, Cut, Device, Person, Roster, Workspace, sign


def take_on(
    book: Book,
    workspaces: Iterable[Workspace],
    people: Iterable[Person],
    roots: Sequence[Ed25519PrivateKey],
    by: str,
    now_ms: int,
) -> bytes:
    """Sign the next roster with more workspaces and people.

    Somebody known already keeps the key and gains roles; a telephone that is given takes the place of the one before.
    Who comes back to a station is believed there again.
    """
    places = {one.id: one for one in book.newest.workspaces} | {one.id: one for one in workspaces}
    known = {one.worker_id: one for one in book.newest.people}
    joining = list(people)
    for one in joining:
        before = known.get(one.worker_id)
        roles = tuple(dict.fromkeys((*(before.roles if before else ()), *one.roles)))
        key = before.key if before and before.key else one.key
        phone = one.phone or (before.phone if before else "")
        known[one.worker_id] = replace(before or one, key=key, roles=roles, phone=phone)
    changes = {"workspaces": tuple(places.values()), "people": tuple(known.values()), "issued": now_ms, "by": by}
    return sign(book.successor(cuts=_without(book.newest, joining), **changes), roots)


def _without(roster: Roster, people: Iterable[Person]) -> tuple[Cut, ...]:
    """Give the cuts without those of somebody who begins where the machine stands, or at the station they are of."""
    back = {(one.worker_id, role.unit) for one in people for role in one.roles}
    units = {one.id: one.station_code for one in roster.devices}
    return tuple(cut for cut in roster.cuts if (cut.worker, cut.unit or units.get(cut.device, "")) not in back)


def approve(
    book: Book,
    request: Request,
    roots: Sequence[Ed25519PrivateKey],
    *,
    enrolled_by: str,
    approved_by: str,
    now_ms: int,
    people: Sequence[Person] = (),
    asset_no: str = "",
    seated: Collection[str] = (),
    cuts: Sequence[Cut] = (),
) -> bytes:
    """Sign the next roster with the new machine in it.  Two different persons must stand behind it.

    ``seated`` are those who may have a 口令 at it; a known machine that asks again keeps whom the centre named.
    A machine whose place it takes retires, believed up to the ``cuts``.
    """
    if not enrolled_by or not approved_by or enrolled_by == approved_by:
        raise SecondPersonMissing()
    now = book.newest
    holder = now.station_device(request.station_code, request.slot)
    if (holder is not None and holder.id != request.device) or request.slot not in SLOTS:
        raise SlotTaken(slot=request.slot)
    before = now.device(request.device)
    if before is not None and before.status != "active":
        raise SlotTaken(slot=request.slot)
    # Supervisors' desks carry the centre's code: each is known by whose it is.
    own = own_desk(request.worker_id) if request.kind == SUPERVISOR else ""
    places = [one for one in now.workspaces if one.station_code == request.station_code]
    workspace = next((one for one in places if (one.id == own if own else one.kind != SUPERVISOR)), None)
    workspaces = now.workspaces
    if workspace is None:
        workspace = Workspace(own or request.station_code, request.kind, request.station_code)
        workspaces = (*workspaces, workspace)
    device = before or Device(
        id=request.device,
        key=request.key,
        age=request.age,
        workspace=workspace.id,
        station_code=request.station_code,
        slot=request.slot,
        kind=request.kind,
        label=request.label,
        since=now_ms,
        enrolled_by=enrolled_by,
        approved_by=approved_by,
        asset_no=asset_no,
        workers=tuple(sorted(seated)),
    )
    kept = (one for one in now.devices if one.id != device.id)
    following = book.successor(
        devices=(*(_retired(one, request, now_ms) for one in kept), device),
        cuts=(*now.cuts, *cuts),
        people=_with_keys((*now.people, *people), request.workers),
        workspaces=workspaces,
        issued=now_ms,
        by=approved_by,
    )
    return sign(following, roots)


def _retired(device: Device, request: Request, now_ms: int) -> Device:
    """Give a machine as it is after another was approved: retired where its place was taken."""
    if request.ends is None or device.id != request.copy_of or device.status != "active":
        return device
    return replace(device, status="retired", lost_at=now_ms)


def note_keys(book: Book, keys: Mapping[str, str], roots: Sequence[Ed25519PrivateKey], by: str, now_ms: int) -> bytes:
    """Sign the next roster with one more signing key for each of these people: they set a 口令 anew."""
    people = _with_keys(book.newest.people, keys)
    return sign(book.successor(people=people, issued=now_ms, by=by), roots)


def _with_keys(people: Iterable[Person], keys: Mapping[str, str]) -> tuple[Person, ...]:
    """Note the signing keys of the people who asked; a key once noted is not overwritten by a request."""
    return tuple(one.with_key(keys[one.worker_id]) if one.worker_id in keys else one for one in people)
