"""May a photo be shown outside the house?  Only with the separate consent for it (domain 03 §8, 07 §6, 16 §3–4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sheqi_desktop.domain.answers import Answers, chosen
from sheqi_desktop.domain.attachment import Attachment
from sheqi_desktop.domain.codes_case import ConsentScope, ConsentSigner
from sheqi_desktop.domain.consent import agrees
from sheqi_desktop.domain.dates import day

PHOTO_USE = ConsentScope.PHOTO_USE
BY_GUARDIAN = frozenset({ConsentSigner.GUARDIAN, ConsentSigner.BOTH})
RESTRICTED = "限阅档案的照片不能对外使用。"
NOT_SAID = "还没有说明照片里有没有服务对象面部或未成年人，请先勾选。"
NO_CONSENT = "{name}没有书面同意“照片用于宣传”，不能对外使用。"
WITHDRAWN = "{name}已于{day}撤回“照片用于宣传”的同意，禁止使用。"
EXPIRED = "{name}“照片用于宣传”的同意已于{day}到期，不能对外使用。"
NO_GUARDIAN = "照片里有未成年人，须监护人书面同意并遮挡面部。"
NOT_MASKED = "照片里有未成年人，对外使用前须遮挡面部。"
SOMEBODY = "有一位服务对象"
NOBODY_KNOWN = "照片里有服务对象，但记录没有写明是谁，无法核对同意书。"


@dataclass(frozen=True, slots=True)
class Shown:
    """A person a photo may show: the name as media may print it, and every consent handed in, newest last."""

    name: str
    consents: Sequence[Answers]
    minor: bool = False


def may_use_for_media(
    photo: Attachment, people: Sequence[Shown], on: date, *, restricted: bool = False, masked: bool = False
) -> tuple[str, ...]:
    """Give the reasons against showing a photo outside; none means that it may be shown.

    ``masked`` says that somebody covered the faces of minors.  Who is on it is believed as ticked; what was never
    ticked is asked for.
    """
    if restricted:
        return (RESTRICTED,)
    if not photo.said_who:
        return (NOT_SAID,)
    if not (photo.shows_client or photo.shows_minor):
        return ()
    if not people:
        return (NOBODY_KNOWN,)
    minors = photo.shows_minor or any(one.minor for one in people)
    found = [said for one in people if (said := against(one, on))]
    if minors and not found:
        guarded = all(_by_guardian(one, on) for one in people if one.minor or len(people) == 1)
        found = [NOT_MASKED] if guarded and not masked else [] if guarded else [NO_GUARDIAN]
    elif minors:
        found.append(NO_GUARDIAN)
    return tuple(dict.fromkeys(found))


def grounds(photo: Attachment, people: Sequence[Shown], on: date) -> str:
    """Say on whose consent, and to which scope, a photo that may be shown outside is shown (domain 16 §3)."""
    if not (photo.shows_client or photo.shows_minor):
        return "照片里没有服务对象面部和未成年人。"
    said = []
    for one in people:
        agreed = next((each for each in reversed(one.consents) if agrees(each, PHOTO_USE, on)), None)
        until = day(agreed.get("valid_until")) if agreed is not None else None
        lasts = f"，有效期至{until.isoformat()}" if until is not None else ""
        said.append(f"{one.name}书面同意“照片用于宣传”{lasts}。")
    return "".join(said)


def forbidden(consents: Iterable[Answers], on: date) -> bool:
    """Tell whether somebody has taken the consent back: their photos are flagged 禁止使用."""
    given = list(consents)
    return any(_withdrawn(one, on) for one in given) and not any(agrees(one, PHOTO_USE, on) for one in given)


def with_withdrawal(counted: Answers, now: Answers) -> Answers:
    """Give a consent as it stands: a withdrawal holds once it is written, not once somebody signs the paper."""
    return {**counted, **{name: now[name] for name in ("withdrawn_on", "withdrawn_scopes") if name in now}}


def against(person: Shown, on: date) -> str:
    """Say why a person's photo may not be shown outside: never agreed, taken back, expired; '' when it may."""
    agreed = [one for one in person.consents if PHOTO_USE in chosen(one, "scopes")]
    if any(agrees(one, PHOTO_USE, on) for one in agreed):
        return ""
    for one in reversed(agreed):
        if taken_back := _withdrawn(one, on):
            return WITHDRAWN.format(name=person.name, day=taken_back.isoformat())
        until = day(one.get("valid_until"))
        if until is not None and until < on:
            return EXPIRED.format(name=person.name, day=until.isoformat())
    return NO_CONSENT.format(name=person.name)


def _withdrawn(consent: Answers, on: date) -> date | None:
    """Give the day on which this scope was taken back; a withdrawal that names no scope takes back all."""
    taken_back = day(consent.get("withdrawn_on"))
    scopes = chosen(consent, "withdrawn_scopes") or chosen(consent, "scopes")
    return taken_back if taken_back is not None and taken_back <= on and PHOTO_USE in scopes else None


def _by_guardian(person: Shown, on: date) -> bool:
    return any(agrees(one, PHOTO_USE, on) and one.get("signer_kind") in BY_GUARDIAN for one in person.consents)
