"""What befell each client: papers not shown, a phone or none, when the file was opened, and who died or moved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sheqi_desktop.domain.codes import Category, IdMissingReason
from sheqi_desktop.operations.demo.dice import Dice, lowest
from sheqi_desktop.operations.demo.people import Client

MOVED_WITH_CASE = ("411327107", "411327108")
MOVED_ON = date(2023, 3, 10)


def hide_numbers(clients: Sequence[Client], count: int, dice: Dice) -> None:
    """Let so many people show no paper: the homeless, a planted namesake, and some others."""
    for one in clients:
        if one.category == Category.HOMELESS:
            one.id_missing = IdMissingReason.UNKNOWN_IDENTITY
        elif one.player.get("id_no") == "":
            one.id_missing = IdMissingReason.LOST
    able = [one for one in clients if not one.id_missing and not one.player and not one.disabled]
    reasons = [IdMissingReason.TO_FOLLOW, IdMissingReason.LOST, IdMissingReason.REFUSED, IdMissingReason.NOT_REGISTERED]
    missing = count - sum(bool(one.id_missing) for one in clients)
    for place, one in enumerate(lowest(able, missing, lambda one: dice.below(1000))):
        unregistered = one.child or place % 4 < 3
        one.id_missing = reasons[place % 4] if unregistered else IdMissingReason.TO_FOLLOW
    for one in clients:
        if one.id_missing:
            one.id_no = ""


def take_phones(clients: Sequence[Client], count: int, new_number: Callable[[], str], dice: Dice) -> None:
    """Leave so many people without a phone, children and residents of homes first; the others get a number."""

    def need(one: Client) -> int:
        if one.player and not one.child:
            return 1000
        wants = 0 if one.category == Category.HOMELESS else 40 if one.child else 60 if one.institution else 100
        return wants + dice.below(70)

    without = set(map(id, lowest(clients, count, need)))
    for one in clients:
        one.phone = "" if id(one) in without else new_number()


def choose_newcomers(clients: Sequence[Client], count: int, dice: Dice) -> None:
    """Say whose file was opened at a first visit inside the contract, not in August 2022.

    Those who share a home were mostly found by the survey.  An identity that lasts twelve months (A4) must not have
    begun before October, so these come later.
    """
    able = [one for one in clients if one.in_scope and not one.player]

    def wait(one: Client) -> int:
        return dice.below(100) + 40 * len(one.mates) - (1000 if one.category == Category.RIGID_EXPENSE else 0)

    for one in lowest(able, count, wait):
        one.newcomer = True


def let_some_leave(clients: Sequence[Client], figures: Mapping[str, Any], dice: Dice) -> None:
    """Let some die, move within the county or move away; nobody is visited after that."""
    codes = [one["code"] for one in figures["station"]]
    last = date(2023, 9, 20)

    def leave(station: int, how: str, fits: Callable[[Client], bool]) -> Client:
        able = [one for one in clients if one.station == station and not one.leaving and _may_leave(one)]
        one = dice.pick([one for one in able if fits(one)] or able)
        one.leaving, one.until = how, last - timedelta(days=dice.below(100))
        return one

    stations = list(range(len(codes)))
    for turn in range(figures["deaths"]):
        leave(turn % len(stations), "deceased", lambda one: one.elderly)
    for station in dice.shuffled(stations)[: figures["moved_within"] - 1]:
        one = leave(station, "moved_out", lambda one: not one.elderly)
        one.moves_to = dice.pick([code for place, code in enumerate(codes) if place != station])
    for station in dice.shuffled(stations)[: figures["moved_away"]]:
        leave(station, "closed", lambda one: not one.elderly)


def move_one_with_a_case(clients: Sequence[Client], figures: Mapping[str, Any], dice: Dice) -> None:
    """Let one person move in March, with a case, to a station where a newcomer's file becomes their second one."""
    codes = [one["code"] for one in figures["station"]]
    here, there = (codes.index(code) for code in MOVED_WITH_CASE)
    arriving = [one for one in clients if one.station == there and one.newcomer and _may_arrive(one)]
    kinds = {(one.age, one.gender) for one in arriving}
    able = [one for one in clients if one.station == here and not one.leaving and not one.id_missing]
    able = [one for one in able if _may_leave(one) and (one.age, one.gender) in kinds]
    mover = dice.pick([one for one in able if not one.elderly] or able)
    second = dice.pick([one for one in arriving if (one.age, one.gender) == (mover.age, mover.gender)])
    mover.leaving, mover.until, mover.moves_to = "moved_out", MOVED_ON, codes[there]
    second.former = mover
    second.name, second.birth, second.id_no = mover.name, mover.birth, mover.id_no
    second.phone = mover.phone if second.phone and mover.phone else second.phone


def _may_arrive(one: Client) -> bool:
    plain = not one.mates and not one.institution and not one.leaving and not one.id_missing
    return plain and one.category not in (Category.RIGID_EXPENSE, Category.HOMELESS)


def _may_leave(one: Client) -> bool:
    return not (one.player or one.newcomer or one.mates or not one.in_scope or one.institution)
