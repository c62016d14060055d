"""What happened on the counted visits of the whole county, in exact shares: kinds, feasts, signals, late entries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sheqi_desktop.domain.codes import RiskLevel, RiskSignal, VisitMode, VisitType
from sheqi_desktop.operations.demo.book import Visit
from sheqi_desktop.operations.demo.dice import Dice, apportion, deal

_LATE_REASONS = {"paper": 48, "no_device": 20, "forgot": 18, "transfer": 9, "other": 5}
_LAST_LATE_SERVICE = date(2023, 9, 24)
_LAST_ENTRY = date(2023, 10, 6)
_GIFT_DAYS = 16
LATE_AFTER = 3
"""An entry more than so many days after the visit is late."""

_SUITS: Mapping[RiskSignal, Callable[[Visit], bool]] = {
    RiskSignal.CHILD_OUT_OF_CARE: lambda visit: visit.client.child,
    RiskSignal.VIOLENCE: lambda visit: visit.door,
    RiskSignal.NOBODY_CARING: lambda visit: visit.client.elderly and not visit.client.institution,
    RiskSignal.FALL_OR_ILLNESS: lambda visit: visit.client.elderly,
    RiskSignal.SELF_HARM: lambda visit: not visit.client.child,
    RiskSignal.FRAUD: lambda visit: not visit.client.child and not visit.client.institution,
    RiskSignal.FIRE_GAS_HOUSE: lambda visit: visit.home,
    RiskSignal.NO_MEDICINE: lambda visit: not visit.client.child and not visit.client.institution,
    RiskSignal.OTHER: lambda visit: visit.home,
}
_GRAVE = frozenset({RiskSignal.SELF_HARM, RiskSignal.VIOLENCE, RiskSignal.CHILD_OUT_OF_CARE})
"""Signals that are found, if possible, with people already rated high."""


def deal_features(visits: Sequence[Visit], figures: Mapping[str, Any], dice: Dice) -> None:
    """Give every counted visit its kind, its signal, and the day it was typed in."""
    _deal_kinds(visits, figures, dice)
    _deal_signals(visits, figures, dice)
    _deal_entry_days(visits, figures, dice)


def _deal_kinds(visits: Sequence[Visit], figures: Mapping[str, Any], dice: Dice) -> None:
    kinds = {VisitType[name.upper()]: share for name, share in figures["visit_type"].items()}
    counts = dict(zip(kinds, apportion(len(visits), list(kinds.values())), strict=True))
    firsts = [visit for visit in visits if visit.first]
    if len(firsts) != counts.pop(VisitType.FIRST_SURVEY):
        raise ValueError("the share of first visits does not fit the number of newcomers")
    for visit in firsts:
        visit.kind = VisitType.FIRST_SURVEY
    rest = [visit for visit in visits if not visit.first]
    _send_gifts(rest, counts.pop(VisitType.FESTIVAL), figures["festival"])
    plain = [visit for visit in rest if not visit.feast]
    for visit, kind in zip(plain, deal(len(plain), counts, dice), strict=True):
        visit.kind = kind


def _send_gifts(visits: Sequence[Visit], count: int, feasts: Sequence[Mapping[str, Any]]) -> None:
    """Turn the last visits before each feast into visits with a gift; what a feast has no visits for, the next gets."""
    left = 0
    for feast, share in zip(feasts, apportion(count, [feast["share"] for feast in feasts]), strict=True):
        gifts = share + left
        before = [
            ((feast["on"] - visit.day).days, place)
            for place, visit in enumerate(visits)
            if _at_home(visit) and not visit.feast and 0 <= (feast["on"] - visit.day).days <= _GIFT_DAYS
        ]
        for _, place in sorted(before)[:gifts]:
            visits[place].kind, visits[place].feast = VisitType.FESTIVAL, feast["name"]
        left = gifts - len(before[:gifts])


def _at_home(visit: Visit) -> bool:
    return visit.door and visit.mode is not VisitMode.APPOINTMENT


def _deal_signals(visits: Sequence[Visit], figures: Mapping[str, Any], dice: Dice) -> None:
    shares = figures["risk_signal"]
    counts = dict(zip(shares, apportion(len(visits), list(shares.values())), strict=True))
    free = dice.shuffled([visit for visit in visits if not visit.feast])
    marked: list[Visit] = []
    for signal, suits in _SUITS.items():
        fitting = [visit for visit in free if suits(visit)]
        if signal in _GRAVE:
            fitting.sort(key=lambda visit: visit.client.risk is not RiskLevel.HIGH)
        chosen = fitting[: counts[signal.name.lower()]]
        for visit in chosen:
            visit.signal = signal
        taken = set(map(id, chosen))
        free = [visit for visit in free if id(visit) not in taken]
        marked += chosen
    in_time = figures["followed_in_time_pct"]
    for visit, done in zip(marked, deal(len(marked), {True: in_time, False: 100 - in_time}, dice), strict=True):
        visit.followed = done


def _deal_entry_days(visits: Sequence[Visit], figures: Mapping[str, Any], dice: Dice) -> None:
    late = apportion(len(visits), [figures["late_pct"], 100 - figures["late_pct"]])[0]
    able = [visit for visit in visits if visit.day <= _LAST_LATE_SERVICE and not visit.first]
    tardy = dice.shuffled(able)[:late]
    for visit, reason in zip(tardy, deal(late, _LATE_REASONS, dice), strict=True):
        visit.late_reason = reason
        visit.lag = dice.between(LATE_AFTER + 1, min(20, (_LAST_ENTRY - visit.day).days))
    for visit in visits:
        if not visit.late_reason:
            visit.lag = dice.weighted({0: 62, 1: 24, 2: 10, 3: 4})
            if visit.signal and visit.followed:
                visit.lag = max(visit.lag, 1)
