"""The signed lists of who exists and what they may do, and the machines that ask to be let in."""

from __future__ import annotations

from dataclasses import dataclass

from sheqi_desktop.store.transaction import Read, Write


@dataclass(frozen=True, slots=True)
class Request:
    """A machine that asks to be let in, with the very bytes it sent."""

    device: str
    data: bytes
    at: int
    state: str


def keep(write: Write, version: int, signed: bytes) -> None:
    """Keep one version, byte for byte as it was signed; twice is once."""
    write.run("INSERT OR IGNORE INTO roster (version, signed) VALUES (?, ?)", version, signed)


def all(read: Read) -> list[bytes]:  # noqa: A001 - reads rosters.all(...)
    """Give every version, the first one first."""
    return [bytes(signed) for (signed,) in read.rows("SELECT signed FROM roster ORDER BY version")]


def keep_request(write: Write, device: str, data: bytes, at_ms: int, state: str = "pending") -> None:
    """Note a request, or what became of it."""
    write.run(
        "INSERT INTO roster_request (device, data, at, state) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (device) DO UPDATE SET data = excluded.data, state = excluded.state",
        device,
        data,
        at_ms,
        state,
    )


def requests(read: Read, state: str | None = None) -> list[Request]:
    """List the requests, the latest last."""
    rows = read.rows(
        "SELECT device, data, at, state FROM roster_request WHERE ? IS NULL OR state = ? ORDER BY at, device",
        state,
        state,
    )
    return [Request(device, bytes(data), at, told) for device, data, at, told in rows]
