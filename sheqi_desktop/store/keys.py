"""The private keys of this machine: rows inside the encrypted file, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, field

from sheqi_desktop.store.transaction import Read, Write


@dataclass(frozen=True, slots=True)
class DeviceKeys:
    """What this machine signs and decrypts with, and the epoch it writes under."""

    device: str
    epoch: str
    generation: int
    seed: bytes = field(repr=False)
    age_secret: str = field(repr=False)


def save_device(write: Write, device: str, seed: bytes, age_secret: str, epoch: str) -> None:
    """Make these the keys of this machine; earlier ones are kept to read what was sent to them."""
    write.run("UPDATE device_key SET current = 0")
    write.run(
        "INSERT INTO device_key (device, seed, age_secret, epoch, generation, current) VALUES (?, ?, ?, ?, 0, 1)"
        " ON CONFLICT (device) DO UPDATE SET epoch = excluded.epoch, current = 1",
        device,
        seed,
        age_secret,
        epoch,
    )


def device(read: Read) -> DeviceKeys | None:
    """Give the keys in use, None before the machine has any."""
    return next(iter(_keys(read, 1)), None)


def retired(read: Read) -> list[DeviceKeys]:
    """Give earlier keys of this data, from other machines."""
    return _keys(read, 0)


def set_epoch(write: Write, epoch: str) -> None:
    """Open a new epoch: the file may not be the one that wrote the last change."""
    write.run("UPDATE device_key SET epoch = ? WHERE current = 1", epoch)


def _keys(read: Read, current: int) -> list[DeviceKeys]:
    rows = read.rows(
        "SELECT device, epoch, generation, seed, age_secret FROM device_key WHERE current = ? ORDER BY device", current
    )
    return [DeviceKeys(name, epoch, generation, bytes(seed), secret) for name, epoch, generation, seed, secret in rows]
