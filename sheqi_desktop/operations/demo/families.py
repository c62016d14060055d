"""The people around a client: the one to ring in need, and who looks after a child."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheqi_desktop.domain.codes import Category, DisabilityType, Gender, GuardianRole, Relation
from sheqi_desktop.operations.demo.dice import Dice
from sheqi_desktop.operations.demo.names import Registry
from sheqi_desktop.operations.demo.people import Client

FREQUENT, MONTHLY, RARELY, LOST = 2, 3, 4, 5
_CHILDREN = (("儿子", Relation.SON, Gender.MALE), ("女儿", Relation.DAUGHTER, Gender.FEMALE))
_NEPHEWS = (
    ("侄子", Relation.OTHER_RELATIVE, Gender.MALE),
    ("外甥", Relation.OTHER_RELATIVE, Gender.MALE),
    ("侄女", Relation.OTHER_RELATIVE, Gender.FEMALE),
)
_SIBLINGS = (
    ("哥哥", Relation.SIBLING, Gender.MALE),
    ("姐姐", Relation.SIBLING, Gender.FEMALE),
    ("弟弟", Relation.SIBLING, Gender.MALE),
)
_CADRE = (("村干部", Relation.NOT_RELATED, Gender.MALE),)
_GRANDPARENTS = (
    ("奶奶", Relation.GRANDPARENT, Gender.FEMALE),
    ("爷爷", Relation.GRANDPARENT, Gender.MALE),
    ("外婆", Relation.MATERNAL_GRANDPARENT, Gender.FEMALE),
)
_WITHOUT_CHILDREN = {Category.DESTITUTE_DISPERSED, Category.DESTITUTE_INSTITUTION, Category.HOMELESS}


@dataclass(frozen=True, slots=True)
class Guardian:
    """One line of the guardians: who it is to the person, and how far away."""

    relation: Relation
    name: str
    phone: str
    role: GuardianRole
    away: bool = False
    frequency: int = FREQUENT
    concern: bool = False


def surround(clients: Sequence[Client], registry: Registry, dice: Dice) -> None:
    """Give everybody somebody to ring, and the words a summary uses for them."""
    for one in clients:
        word, relation, gender = dice.pick(_kin_of(one))
        if one.player.get("kin_name"):
            word, relation, gender = _CHILDREN[0]
        age = "elder" if one.child and relation is not Relation.MOTHER else "adult"
        shares = gender is Gender.MALE and relation in {Relation.SON, Relation.SIBLING, Relation.GRANDPARENT}
        one.kin, one.kin_relation = word, relation
        one.kin_name = one.player.get("kin_name") or registry.name(age, gender, one.name[0] if shares else "")
        one.carer = word if one.child else "照料人" if one.alone or one.institution else "家里人"
        one.parent = dice.pick(("爸爸", "妈妈", "爸妈"))
        if _must_name_somebody(one) or dice.chance(40):
            one.kin_phone = registry.phone()


def _must_name_somebody(one: Client) -> bool:
    return not one.phone or one.alone or one.child or one.age == "old"


def _kin_of(one: Client) -> Sequence[tuple[str, Relation, Gender]]:
    if one.child:
        if one.home.kind == "parent":
            parent = one.mates[0]
            if parent.gender is Gender.MALE:
                return (("爸爸", Relation.FATHER, Gender.MALE),)
            return (("妈妈", Relation.MOTHER, Gender.FEMALE),)
        return _GRANDPARENTS
    if one.category == Category.HOMELESS:
        return _CADRE
    if one.category in _WITHOUT_CHILDREN:
        return _NEPHEWS
    return _CHILDREN if one.elderly else _SIBLINGS


def needs_help_to_decide(one: Client) -> bool:
    """Tell whether an adult has no or limited capacity to act."""
    severe = one.disability in (DisabilityType.INTELLECT, DisabilityType.MENTAL) and one.grade in (1, 2)
    return severe and not one.child


def guardians_of(one: Client, registry: Registry, dice: Dice) -> list[Guardian]:
    """Name who may decide for a person and who looks after them; one legal guardian, and for most children a carer."""
    relation = one.kin_relation
    if not one.child:
        phone = one.kin_phone or registry.phone()
        return [Guardian(relation, one.kin_name, phone, GuardianRole.LEGAL)] if needs_help_to_decide(one) else []
    if one.home.kind == "parent":
        return [Guardian(relation, one.mates[0].name, one.kin_phone, GuardianRole.LEGAL)]
    if one.category == Category.ORPHAN:
        return [Guardian(relation, one.kin_name, one.kin_phone, GuardianRole.LEGAL)]
    left_behind = Category.LEFT_BEHIND_CHILD in (one.category, one.second)
    unsupported = one.category == Category.UNSUPPORTED_CHILD
    father = dice.chance(70)
    legal = Guardian(
        Relation.FATHER if father else Relation.MOTHER,
        registry.name("adult", Gender.MALE if father else Gender.FEMALE, one.name[0] if father else ""),
        registry.phone(),
        GuardianRole.LEGAL,
        away=left_behind or unsupported,
        frequency=dice.pick((RARELY, LOST)) if unsupported else dice.pick((FREQUENT, FREQUENT, MONTHLY)),
        concern=unsupported,
    )
    if one.category not in (Category.LEFT_BEHIND_CHILD, Category.UNSUPPORTED_CHILD) and dice.chance(50):
        return [legal]
    elder = next((mate for mate in one.mates if mate.elderly), None)
    name = elder.name if elder else one.kin_name
    return [legal, Guardian(relation, name, one.kin_phone, GuardianRole.CARER)]
