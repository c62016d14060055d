"""Who may do what: the roles of domain 10 §3 and its permission table §4, as data.

The role decides what, the unit decides where.  A grant says how: freely, only own or assigned rows, with a reason,
only masked, as a request or proposal, or with the approval of another person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["social_worker", "station_lead", "supervisor", "center_staff", "center_director", "evaluator"]
Grant = Literal["yes", "own", "reason", "own_reason", "masked", "approval", "request", "propose", "confirm", "no"]

ROLES: tuple[Role, ...] = (
    "social_worker", "station_lead", "supervisor", "center_staff", "center_director", "evaluator",
)  # fmt: skip
ROLE_NAMES = {
    "social_worker": "驻站社工",
    "station_lead": "站负责人",
    "supervisor": "督导",
    "center_staff": "中心工作人员",
    "center_director": "中心主任",
    "evaluator": "外部评估员",
}
HEAD: Role = "center_director"
RANK = (HEAD, "center_staff", "station_lead", "supervisor", "social_worker", "evaluator")
"""When a person holds several roles at one unit on one day, the first of these is the one they act in."""

# One line per row of the table, columns in the order of ROLES.
_TABLE: dict[str, tuple[Grant, ...]] = {
    "client.read": ("yes", "yes", "own", "masked", "masked", "masked"),
    "client.reveal_sensitive": ("own_reason", "reason", "own_reason", "approval", "reason", "no"),
    "minor.read": ("own", "yes", "own", "approval", "reason", "no"),
    "service.create": ("yes", "yes", "no", "no", "no", "no"),
    "service.submit": ("own", "yes", "no", "no", "no", "no"),
    "service.correct": ("own", "yes", "no", "no", "no", "no"),
    "service.correct_closed": ("request", "request", "no", "confirm", "confirm", "no"),
    "service.void": ("request", "reason", "no", "reason", "reason", "no"),
    "case.close": ("propose", "yes", "confirm", "no", "no", "no"),
    "case.reopen": ("no", "request", "confirm", "no", "yes", "no"),
    "annotation.create": ("no", "no", "own", "no", "own", "no"),
    "annotation.reply": ("own", "yes", "own", "no", "no", "no"),
    "document.sign_off": ("no", "own", "own", "no", "no", "no"),
    "worklog.own": ("yes", "yes", "yes", "yes", "yes", "no"),
    "worklog.read_others": ("no", "own", "own", "yes", "yes", "own"),
    "meeting.create": ("yes", "yes", "yes", "yes", "yes", "no"),
    "deliverable.create": ("yes", "yes", "yes", "yes", "yes", "no"),
    "deliverable.accept": ("no", "no", "no", "no", "yes", "no"),
    "media.verify": ("no", "no", "no", "yes", "yes", "no"),
    "finance.enter": ("no", "request", "no", "own", "confirm", "own"),
    "equipment.register": ("own", "own", "no", "yes", "yes", "own"),
    "indicator.read": ("yes", "yes", "own", "yes", "yes", "own"),
    "indicator.read_county": ("no", "no", "own", "yes", "yes", "own"),
    "contract.edit": ("no", "no", "no", "propose", "approval", "no"),
    "report.station_month": ("propose", "yes", "own", "confirm", "confirm", "own"),
    "report.county": ("no", "no", "own", "propose", "yes", "no"),
    "bundle.export": ("no", "yes", "yes", "yes", "yes", "no"),
    "bundle.import": ("no", "yes", "yes", "yes", "yes", "no"),
    "merge.resolve_conflict": ("no", "no", "no", "yes", "yes", "no"),
    "person.merge": ("no", "no", "no", "yes", "yes", "no"),
    "period.close": ("no", "no", "no", "yes", "yes", "no"),
    "device.enrol": ("no", "no", "no", "propose", "approval", "no"),
    "account.create": ("no", "propose", "no", "yes", "yes", "no"),
    "export.identified": ("own", "reason", "own", "approval", "approval", "no"),
    "export.statistics": ("yes", "yes", "yes", "yes", "yes", "yes"),
    "sampling.draw": ("no", "no", "no", "confirm", "confirm", "yes"),
    "accesslog.read": ("own", "own", "no", "confirm", "yes", "no"),
    "data.delete": ("no", "no", "no", "no", "approval", "no"),
}
CAPABILITIES = tuple(_TABLE)


@dataclass(frozen=True, slots=True)
class Permission:
    """What a role may do with one capability."""

    role: str
    capability: str
    grant: Grant

    @property
    def allowed(self) -> bool:
        """Tell whether the act itself may be done by this role (a request or proposal is not the act)."""
        return self.grant not in ("no", "request", "propose")

    @property
    def prepares(self) -> bool:
        """Tell whether this role may do what comes before the act, up to somebody else's word."""
        return self.allowed or self.grant == "propose"

    @property
    def needs_reason(self) -> bool:
        """Tell whether a reason must be given and kept; who needs another's word has to say why as well."""
        return self.grant in ("reason", "own_reason", "approval")

    @property
    def needs_second_person(self) -> bool:
        """Tell whether another person has to approve."""
        return self.grant == "approval"

    @property
    def only_own(self) -> bool:
        """Tell whether it holds for own or assigned rows only."""
        return self.grant in ("own", "own_reason")


_AGREE: dict[str, tuple[Role, ...]] = {"minor.read": (HEAD,), "data.delete": ()}
"""Whose word counts where it is not anybody's of the centre: of a child's file the head's (16 §4); a deletion needs the
个人信息保护负责人 (16 §7), and duty grants are not kept yet, so nobody's does."""


def who_agrees(capability: str) -> tuple[Role, ...]:
    """Name the roles of which another person has to agree, where the table says ▲."""
    return _AGREE.get(capability, ("center_staff", HEAD))


def who_prepares(capability: str) -> tuple[Role, ...]:
    """Name the roles that may prepare this."""
    return tuple(role for role in ROLES if permission(role, capability).prepares)


def permission(role: str, capability: str) -> Permission:
    """Read the table; an unknown role may nothing, an unknown capability is a bug (KeyError)."""
    row = _TABLE[capability]
    return Permission(role, capability, row[ROLES.index(role)] if role in ROLES else "no")


def may(role: str, capability: str) -> bool:
    """Tell whether this role may do this act at all."""
    return permission(role, capability).allowed


def who_may(capability: str) -> tuple[Role, ...]:
    """Name the roles that may do this with any record and need nobody else for it, lowest first."""
    free = [permission(role, capability) for role in ROLES]
    return tuple(
        role
        for role, one in zip(ROLES, free, strict=True)
        if one.allowed and not one.only_own and not (one.needs_second_person and role != HEAD)
    )
