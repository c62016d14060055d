"""Checks of the 组员名单: nobody twice, mostly people we serve, minors with a guardian who agreed."""

from __future__ import annotations

from collections.abc import Iterator

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.checks_common import WRONG_NAME, is_name, phone_problem
from sheqi_desktop.domain.conditions import rows
from sheqi_desktop.domain.conditions_group import member_is_minor
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.problem import Problem, check, must
from sheqi_desktop.domain.records.group_file import Member, members_of

MOSTLY_CLIENTS = "民政服务对象不足一半，评估时可能不认可。"


def member_joins_once(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """One person stands in the list once; who left and came back stands there again, later."""
    seen: dict[str, list[Member]] = {}
    for one in members_of(answers):
        # Nobody is the same person without the same file or the same name: a long list is not compared pair by pair.
        known = [key for key in (one.client, one.name) if key]
        if any(_same_person(one, other) and not _apart(one, other) for key in known for other in seen.get(key, ())):
            yield must("members", f"{one.name}已在名单中。", "member_joins_once", row=one.id, column="name")
        for key in known:
            seen.setdefault(key, []).append(one)


def _same_person(one: Member, other: Member) -> bool:
    if one.client and other.client:
        return one.client == other.client
    years = {one.birth_year, other.birth_year} - {None}
    return bool(one.name) and one.name == other.name and len(years) < 2


def _apart(one: Member, other: Member) -> bool:
    """Tell whether one stay was over before the other began."""
    return any(
        first.left_on is not None and later.joined_on is not None and first.left_on < later.joined_on
        for first, later in ((one, other), (other, one))
    )


def half_are_clients(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A group of mostly other people may not be recognised."""
    people = [one for one in members_of(answers) if one.admitted]
    if people and sum(one.served for one in people) * 2 < len(people):
        yield check("members", MOSTLY_CLIENTS, "half_are_clients")


def roster_names_are_names(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """V2 for members and guardians."""
    for row in rows(answers, "members"):
        for column in ("name", "guardian_name"):
            name = row.get(column)
            if isinstance(name, str) and name and not is_name(name):
                yield must("members", WRONG_NAME, "roster_names_are_names", row=str(row["id"]), column=column)


def roster_phones_are_valid(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """V8 for members and guardians."""
    for row in rows(answers, "members"):
        for column in ("phone", "guardian_phone"):
            yield from phone_problem("members", row.get(column), "roster_phones_are_valid", str(row["id"]), column)


def minors_have_agreement(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """For a child the guardian agrees in writing."""
    for row in rows(answers, "members"):
        if member_is_minor(row, facts) and row.get("agreement_signed") is not True:
            said = f"{row.get('name') or '组员'}未满18周岁，须由监护人签署小组协议。"
            yield must("members", said, "minors_have_agreement", row=str(row["id"]), column="agreement_signed")


def members_join_before_they_leave(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """V9 for a stay in the group."""
    for one in members_of(answers):
        if one.joined_on and one.left_on and one.left_on < one.joined_on:
            said = "离组日期不能早于入组日期。"
            yield must("members", said, "members_join_before_they_leave", row=one.id, column="left_on")


CHECKS = (
    member_joins_once,
    half_are_clients,
    roster_names_are_names,
    roster_phones_are_valid,
    minors_have_agreement,
    members_join_before_they_leave,
)
