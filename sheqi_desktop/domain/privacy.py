"""What may be read by whom: masks of identity numbers, telephones, addresses and names (domain 00 §8)."""

from __future__ import annotations

KEEP = 4
"""The first and the last four characters of a number stay readable."""


def mask_id(id_no: str) -> str:
    """Give ``4113**********123X``: the first four and the last four stay."""
    return _middle(id_no)


def mask_phone(phone: str) -> str:
    """Give ``154****5678``; of a short number only the last four stay."""
    if len(phone) == 11:
        return f"{phone[:3]}****{phone[-KEEP:]}"
    return "*" * max(len(phone) - KEEP, 0) + phone[-KEEP:]


def mask_address(village: str, detail: str) -> str:
    """Give the address cut after the village."""
    return village + ("****" if detail else "")


def mask_name(name: str) -> str:
    """Give ``王某某``: what reports, media and displays may show."""
    return f"{name[:1]}某某" if name else ""


def _middle(text: str) -> str:
    if len(text) <= 2 * KEEP:
        return "*" * len(text)
    return text[:KEEP] + "*" * (len(text) - 2 * KEEP) + text[-KEEP:]
