"""How each client lives: arrangement, further category, disability, self-care and risk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sheqi_desktop.domain.codes import Category, DisabilityType, Gender, LivingArrangement, RiskLevel
from sheqi_desktop.operations.demo.dice import Dice, apportion, deal, lowest
from sheqi_desktop.operations.demo.people import ELDER_OF_SOME_KIND, Client

_LIVING_OF_HOME = {
    "couple": (LivingArrangement.EMPTY_NEST, LivingArrangement.EMPTY_NEST),
    "grandchild": (LivingArrangement.WITH_GRANDCHILDREN, LivingArrangement.WITH_GRANDCHILDREN),
    "siblings": (LivingArrangement.WITH_GRANDCHILDREN, LivingArrangement.WITH_GRANDCHILDREN),
    "parent": (LivingArrangement.WITH_CHILDREN, LivingArrangement.WITH_RELATIVES),
    "grown_child": (LivingArrangement.WITH_CHILDREN, LivingArrangement.WITH_RELATIVES),
}
_SEVERE_KINDS = {DisabilityType.INTELLECT, DisabilityType.MENTAL}
_LIMB_KINDS = {DisabilityType.LIMB, DisabilityType.MULTIPLE}


def settle(clients: Sequence[Client], figures: Mapping[str, Any], dice: Dice) -> None:
    """Decide how everybody lives, in an order in which each decision knows those it rests on."""
    _arrange_living(clients, figures, dice)
    _name_elder_categories(clients, dice)
    _choose_second_categories(clients, figures["second_category"], dice)
    _deal_disabilities(clients, figures["disability"], dice)
    _judge_self_care(clients, dice)
    _rate_risk(clients, figures["risk"], dice)


def _arrange_living(clients: Sequence[Client], figures: Mapping[str, Any], dice: Dice) -> None:
    quotas = apportion(figures["alone"], [one["clients"] for one in figures["station"]])
    for station, quota in enumerate(quotas):
        able = [one for one in clients if one.station == station and _could_live_alone(one)]
        for one in lowest(able, quota, lambda one: dice.below(60) - _leans_to_living_alone(one)):
            one.living = LivingArrangement.ALONE
    for one in clients:
        if not one.alone:
            one.living = _living(one, dice)


def _could_live_alone(one: Client) -> bool:
    elsewhere = {Category.DESTITUTE_INSTITUTION, Category.HOMELESS, Category.OTHER_PERSON}
    return not one.child and not one.mates and one.category not in elsewhere


def _leans_to_living_alone(one: Client) -> int:
    if "alone" in one.player:
        return 1000
    leaning = {Category.DESTITUTE_DISPERSED: 25, ELDER_OF_SOME_KIND: 40}
    return leaning.get(one.category, 0) + (20 if one.elderly else 0)


def _living(one: Client, dice: Dice) -> LivingArrangement:
    if one.category == Category.DESTITUTE_INSTITUTION:
        return LivingArrangement.INSTITUTION
    if one.category == Category.HOMELESS:
        return LivingArrangement.STREET
    if one.home.kind:
        return _LIVING_OF_HOME[one.home.kind][one.home.members.index(one)]
    if one.category == Category.LEFT_BEHIND_CHILD:
        return LivingArrangement.WITH_GRANDCHILDREN
    if one.child:
        return LivingArrangement.WITH_RELATIVES
    if one.category == Category.DESTITUTE_DISPERSED:
        return LivingArrangement.WITH_RELATIVES
    if one.elderly:
        kinds = {
            LivingArrangement.WITH_CHILDREN: 4,
            LivingArrangement.EMPTY_NEST: 4,
            LivingArrangement.WITH_GRANDCHILDREN: 2,
        }
        return dice.weighted(kinds)
    return dice.weighted({LivingArrangement.WITH_CHILDREN: 6, LivingArrangement.WITH_RELATIVES: 4})


def _name_elder_categories(clients: Sequence[Client], dice: Dice) -> None:
    for one in clients:
        if one.category != ELDER_OF_SOME_KIND:
            continue
        if one.age == "old" and dice.chance(45):
            one.category = Category.ELDER_80
        elif one.alone:
            one.category = Category.ELDER_ALONE
        elif one.living is LivingArrangement.EMPTY_NEST:
            one.category = Category.ELDER_EMPTY_NEST
        elif one.living is LivingArrangement.WITH_GRANDCHILDREN:
            one.category = Category.ELDER_LEFT_BEHIND
        else:
            one.category = Category.ELDER_DEPENDENT


def _choose_second_categories(clients: Sequence[Client], count: int, dice: Dice) -> None:
    able = [one for one in clients if _second_choices(one)]
    for one in lowest(able, count, lambda one: dice.below(100) - (1000 if one.player.get("alone") else 0)):
        one.second = dice.weighted(_second_choices(one))


def _second_choices(one: Client) -> dict[str, int]:
    """Say which further category would fit a person, and how often."""
    if one.category in {Category.HOMELESS, Category.OTHER_PERSON}:
        return {}
    if one.player:
        return {Category.ELDER_ALONE: 1} if one.player.get("alone") else {}
    choices: dict[str, int] = {}
    if one.elderly:
        if one.alone:
            choices[Category.ELDER_ALONE] = 8
        elif one.living is LivingArrangement.EMPTY_NEST:
            choices[Category.ELDER_EMPTY_NEST] = 6
        elif one.living is LivingArrangement.WITH_GRANDCHILDREN:
            choices[Category.ELDER_LEFT_BEHIND] = 4
        if one.age == "old":
            choices[Category.ELDER_80] = 5
    if one.category[0] in "CDE":
        choices[Category.RURAL_LOW_INCOME] = 5
    if one.category == Category.DISABLED:
        choices[Category.SEVERELY_DISABLED] = 4
    elif one.category != Category.LEFT_BEHIND_CHILD:
        choices[Category.DISABLED] = 5 if one.age == "adult" else 2
    if one.age == "adult" and one.category[0] == "A":
        choices[Category.WOMAN_IN_HARDSHIP if one.gender is Gender.FEMALE else Category.VETERAN_FAMILY] = 1
    choices.pop(one.category, None)
    return choices


def _deal_disabilities(clients: Sequence[Client], shares: Mapping[str, int], dice: Dice) -> None:
    disabled = [one for one in clients if one.disabled]
    kinds = {DisabilityType[name.upper()]: share for name, share in shares.items()}
    for one, kind in zip(disabled, deal(len(disabled), kinds, dice), strict=True):
        one.disability = kind
        if Category.SEVERELY_DISABLED in (one.category, one.second):
            one.grade = dice.weighted({1: 3, 2: 5, **({3: 4} if kind in _SEVERE_KINDS else {})})
        else:
            one.grade = dice.weighted({2: 2, 3: 5, 4: 6})


def _judge_self_care(clients: Sequence[Client], dice: Dice) -> None:
    """Say how many of the six items a person cannot do."""
    for one in clients:
        able, partly, unable = _self_care_weights(one)
        state = dice.weighted({"able": able, "partly": partly, "unable": unable})
        one.unable = {"able": 0, "partly": dice.between(1, 3), "unable": dice.between(4, 6)}[state]


def _self_care_weights(one: Client) -> tuple[int, int, int]:
    if one.player.get("alone") and one.age == "old":
        return 0, 1, 0
    if Category.ELDER_DEPENDENT in (one.category, one.second):
        return 0, 65, 35
    if one.institution or (one.disability in _LIMB_KINDS and one.grade <= 2):
        return 35, 45, 20
    if one.age == "old":
        return 56, 36, 8 if not one.alone else 1
    if one.elderly or one.disabled:
        return 80, 17, 3
    return 100, 0, 0


def _rate_risk(clients: Sequence[Client], levels: Mapping[str, int], dice: Dice) -> None:
    danger = {id(one): _danger(one) * 10 + dice.below(25) for one in clients}
    ranked = lowest(clients, len(clients), lambda one: -danger[id(one)])
    for rank, one in enumerate(ranked):
        if rank < levels["high"]:
            one.risk = RiskLevel.HIGH
        elif rank < levels["high"] + levels["medium"]:
            one.risk = RiskLevel.MEDIUM


def _danger(one: Client) -> int:
    points = {
        Category.ORPHAN: 2,
        Category.UNSUPPORTED_CHILD: 3,
        Category.DESTITUTE_DISPERSED: 2,
        Category.OTHER_NEEDY_CHILD: 1,
    }
    danger = points.get(Category(one.category), 0)
    danger += 2 if one.alone else 0
    danger += 3 if one.alone and one.age == "old" else 0
    danger += 4 if one.unable >= 4 and not one.institution else 1 if one.unable else 0
    danger += 4 if one.disability == DisabilityType.MENTAL and one.grade <= 2 else 0
    danger += 1 if one.grade in (1, 2) else 0
    return danger + (100 if one.player.get("plant") == "wang_yulan" else 0)
