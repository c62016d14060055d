"""An activity as the worker typed it: its plan, and what became of it (表19, 表21, 表22)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from sheqi_desktop.domain.codes_activity import (
    ActivityFeature,
    ActivityIncident,
    ActivityType,
    CountMethod,
    TargetGroup,
)
from sheqi_desktop.domain.dates import age_on
from sheqi_desktop.operations.demo.book import StationBook
from sheqi_desktop.operations.demo.calendar import clock, spoken
from sheqi_desktop.operations.demo.client_form import Office
from sheqi_desktop.operations.demo.dice import Dice
from sheqi_desktop.operations.demo.material import Place
from sheqi_desktop.operations.demo.people import Client
from sheqi_desktop.operations.demo.pictures import picture_answer
from sheqi_desktop.operations.demo.texts import Deck

if TYPE_CHECKING:
    from sheqi_desktop.operations.demo.activities import Activity

_SLOT = re.compile(r"\{(\w+)\}")
SIMPLE_UP_TO, SIMPLE_PER_CENT = 30, 40
SIGN_IN_UP_TO = 100
TYPED_PER_CENT, TYPED_NAMES = 40, 8
_GROUPS: Mapping[ActivityType, tuple[TargetGroup, ...]] = {
    ActivityType.POLICY: (TargetGroup.RELIEF, TargetGroup.ELDERS),
    ActivityType.FESTIVAL: (TargetGroup.ELDERS,),
    ActivityType.HEALTH: (TargetGroup.ELDERS,),
    ActivityType.SAFETY: (TargetGroup.ELDERS,),
    ActivityType.CHILDREN: (TargetGroup.CHILDREN, TargetGroup.CARERS),
    ActivityType.ELDERS: (TargetGroup.ELDERS,),
    ActivityType.DISABLED: (TargetGroup.DISABLED, TargetGroup.CARERS),
    ActivityType.CHARITY: (TargetGroup.RELIEF,),
    ActivityType.COMMUNITY: (TargetGroup.OTHER,),
    ActivityType.VOLUNTEERS: (TargetGroup.OTHER, TargetGroup.RELIEF),
}


@dataclass(slots=True)
class Writer:
    """Who writes: the office, its dice, its villages and people, and the decks of sentences already begun."""

    office: Office
    dice: Dice
    place: Place
    book: StationBook
    decks: dict[tuple[str, str], Deck] = field(default_factory=dict)

    def draw(self, kind: str, part: str) -> str:
        """Take the next sentence of a kind ('' for what all kinds share)."""
        stock: Any = self.office.material.activities
        cards: Sequence[str] = stock["type"][kind][part] if kind else stock[part]
        if (kind, part) not in self.decks:
            self.decks[kind, part] = Deck(cards, self.dice)
        return self.decks[kind, part].draw()

    def fill(self, text: str, one: Activity, place: str) -> str:
        """Put words and numbers into the braces."""
        known = {
            "n": str(one.people), "c": str(one.clients), "place": place, "start": spoken(one.start),
            "village": self.place.villages[one.people % len(self.place.villages)][1],
        }  # fmt: skip
        return _SLOT.sub(lambda found: known.get(found[1]) or str(self.dice.between(3, 9)), text)


def plan_answers(one: Activity, writer: Writer) -> dict[str, Any]:
    """Give the answers of the plan."""
    kind, office, dice, place = one.kind.name.lower(), writer.office, writer.dice, one.place
    planned = max(20, one.people // 5 * 5)
    small = one.people <= SIMPLE_UP_TO and not one.theme and one.kind is not ActivityType.CHARITY
    simple = small and not one.host and dice.chance(SIMPLE_PER_CENT)
    features = _features(one, place)
    answers: dict[str, Any] = {
        "name": one.name,
        "activity_type": int(one.kind),
        "target_groups": [int(group) for group in _GROUPS[one.kind]],
        "service_date": one.day.isoformat(),
        "start_at": clock(one.start),
        "end_at": clock(one.start + one.minutes),
        "planned_n": min(planned, SIMPLE_UP_TO) if simple else planned,
        "place": place,
        "leader_id": office.workers[one.worker],
        "workers": list(office.workers),
        "purpose": writer.draw(kind, "purpose") + writer.fill(writer.draw("", "why"), one, place),
        "agenda": _agenda(one, kind, writer),
        "worker_id": office.workers[one.worker],
    }
    answers |= {"theme_day": one.theme} if one.theme else {}
    answers |= {"features": features} if features else {}
    answers |= _host(one, office)
    if simple:
        answers["simple"] = True
    else:
        answers["budget"] = _budget(one, kind, writer)
    if one.kind is ActivityType.CHARITY:
        answers["partners"] = "演示慈善协会（有公开募捐资格）"
    elif dice.chance(60):
        answers["partners"] = writer.fill(writer.draw("", "partners"), one, place)
    answers["safety_plan"] = writer.draw("", "safety")
    return answers


def _host(one: Activity, office: Office) -> dict[str, Any]:
    if not one.host:
        return {"host_station": office.station}
    if one.host.isdigit():
        return {"host_station": one.host, "co_stations": [office.station]}
    return {"host_other": one.host, "co_stations": [office.station]}


def _features(one: Activity, place: str) -> list[int]:
    found = [ActivityFeature.OUTDOOR] if place.endswith(("广场", "院内", "操场")) else []
    found += [ActivityFeature.MINORS] if one.kind is ActivityType.CHILDREN else []
    found += [ActivityFeature.MEAL] if one.kind is ActivityType.FESTIVAL else []
    return [int(feature) for feature in found]


def _agenda(one: Activity, kind: str, writer: Writer) -> list[dict[str, Any]]:
    steps = writer.office.material.activities["type"][kind]["steps"]
    each = one.minutes // len(steps)
    return [
        {
            "id": f"r{place}",
            "time": clock(one.start + place * each),
            "step": step,
            "content": content,
            "worker": writer.office.worker_names[place % 2],
        }
        for place, (step, content) in enumerate(steps)
    ]


def _budget(one: Activity, kind: str, writer: Writer) -> list[dict[str, Any]]:
    goods = writer.office.material.activities["type"][kind]["goods"]
    return [{"id": f"b{place}", "item": item, "amount": amount} for place, (item, amount) in enumerate(goods)]


# ------------------------------------------------------------------------------ what happened
def record_answers(one: Activity, writer: Writer, plan: Mapping[str, Any]) -> dict[str, Any]:
    """Give the answers written after the day."""
    kind, dice, place = one.kind.name.lower(), writer.dice, str(plan["place"])
    told = writer.draw("", "opening") + writer.draw(kind, "scene") + writer.draw(kind, "moment")
    answers: dict[str, Any] = {
        "actual_n": one.people,
        "client_n": one.clients,
        "count_method": int(CountMethod.SIGN_IN if one.people <= SIGN_IN_UP_TO else CountMethod.HEAD_COUNT),
        "n_elder": one.elders,
        "n_child": one.people * 3 // 5 if one.kind is ActivityType.CHILDREN else one.people // 12,
        "n_disabled": one.people // 2 if one.kind is ActivityType.DISABLED else one.people // 15,
        "process": writer.fill(told, one, place),
        "incident": int(ActivityIncident.NONE),
        "photos": _photos(one),
        "results": writer.fill(writer.draw(kind, "result"), one, place),
        "problems": writer.draw("", "problem"),
        "cost_actual": "486.00" if one.sample else _cost(plan, dice),
    }
    if one.held and one.held.helpers:
        answers["volunteers"] = list(one.held.helpers)
    if one.people <= SIGN_IN_UP_TO:
        answers["signin_scan"] = picture_answer(f"签到表 {one.key}", one.day, "signin")
    else:
        answers["count_note"] = f"入口两人分别计数，取两次清点的平均数{one.people}人。"
    if dice.chance(50):
        answers["follow_plan"] = writer.fill(writer.draw("", "follow"), one, place)
    if dice.chance(35):
        answers |= {"feedback_n": min(one.people, 20), "feedback_mean": f"4.{dice.between(3, 9)}"}
    if dice.chance(TYPED_PER_CENT) or one.shows_child:
        answers["attendance"] = _names(one, writer)
    return answers


def _photos(one: Activity) -> list[dict[str, Any]]:
    """Give two pictures of the day; who planted something took one from another day, or shows a child."""
    first, second = (picture_answer(f"现场{shot} {one.key}", one.day) for shot in (1, 2))
    if one.reuses is not None:
        second = picture_answer(f"现场1 {one.reuses.key}", one.reuses.day)
    if one.shows_child:
        second |= {"shows_client": True, "shows_minor": True}
    return [first, second]


def _cost(plan: Mapping[str, Any], dice: Dice) -> str:
    planned = sum(int(row["amount"].split(".")[0]) for row in plan.get("budget", ()))
    return f"{planned * dice.between(82, 104) // 100}.00" if planned else "0.00"


def _names(one: Activity, writer: Writer) -> list[dict[str, Any]]:
    """Give some of the people on the sign-in list: those whose files the worker chose."""
    there = [client for client in writer.book.clients if _may_come(client, one)]
    chosen = writer.dice.shuffled(there)[: min(TYPED_NAMES, one.clients)]
    return [
        {
            "id": f"s{place}",
            "name": client.name,
            "gender": int(client.gender),
            "age": age_on(client.birth.isoformat(), one.day),
            "village": client.home.village[0],
            "client_id": client.key,
        }
        for place, client in enumerate(chosen)
    ]


def _may_come(client: Client, one: Activity) -> bool:
    known = client.opened_on <= one.day <= client.until and client.opened_on <= _typed_by(one)
    return known and client.child is (one.kind is ActivityType.CHILDREN) and not client.institution


def _typed_by(one: Activity) -> date:
    return one.day
