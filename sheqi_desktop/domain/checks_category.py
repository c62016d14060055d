"""Checks of the client file about categories, self-care, disability and risk (domain 01 §3, §7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from sheqi_desktop.domain import identity
from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.codes import (
    Adl,
    Category,
    DisabilityGrade,
    DisabilityType,
    LivingArrangement,
    RiskLevel,
    SelfCare,
)
from sheqi_desktop.domain.conditions import categories, chosen, own_age, rows
from sheqi_desktop.domain.dates import add_months, day
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.problem import Problem, check, hint, must

ADL = ("adl_eat", "adl_dress", "adl_bed", "adl_toilet", "adl_walk", "adl_bath")
_MINORS = frozenset({Category.ORPHAN, Category.UNSUPPORTED_CHILD, Category.OTHER_NEEDY_CHILD})
_UNDER_16 = frozenset({Category.LEFT_BEHIND_CHILD, Category.MIGRANT_CHILD})
_ELDERS = frozenset(one for one in Category if one.value.startswith("E"))
_MIND = frozenset({DisabilityType.INTELLECT, DisabilityType.MENTAL})
_SEVERE = (DisabilityGrade.FIRST, DisabilityGrade.SECOND)


def _row_of(answers: Answers, category: str) -> Mapping[str, Value]:
    return next((row for row in rows(answers, "categories") if row.get("category") == category), {})


def primary_is_one_of_them(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Statistics use the main category, so it must be one the person has."""
    primary = answers.get("primary_category")
    if primary and categories(answers) and primary not in categories(answers):
        yield must("primary_category", "主要类别须是上面已选的对象类别之一。", "primary_is_one_of_them")


def categories_are_not_twice(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """One category may stand twice only for different times."""
    seen: dict[Value, list[tuple[str, str]]] = {}
    for row in rows(answers, "categories"):
        start, end = str(row.get("start") or ""), str(row.get("end") or "9999")
        if any(start <= until and since <= end for since, until in seen.get(row.get("category"), ())):
            yield must(
                "categories", "同一对象类别选了两次，请删去一行。", "categories_are_not_twice", row=str(row["id"])
            )
        seen.setdefault(row.get("category"), []).append((start, end))


def category_dates_in_order(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """V9 for the dates of a category."""
    for row in rows(answers, "categories"):
        start, end = day(row.get("start")), day(row.get("end"))
        if start and end and end < start:
            said = "结束时间不能早于开始时间。"
            yield must("categories", said, "category_dates_in_order", row=str(row["id"]), column="end")


def rigid_expense_ends(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """刚性支出困难家庭 is granted for twelve months at most."""
    for row in rows(answers, "categories"):
        start, end = day(row.get("start")), day(row.get("end"))
        if row.get("category") == Category.RIGID_EXPENSE and start and end and end > add_months(start, 12):
            said = "该身份有效期一般不超过12个月，请核对截止日期。"
            yield check("categories", said, "rigid_expense_ends", row=str(row["id"]), column="end")


def margin_income_fits(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """低保边缘 is an income below one and a half times the 低保标准."""
    income, line = answers.get("income_year"), facts.subsistence_line_fen
    row = _row_of(answers, Category.LOW_INCOME_MARGIN)
    if row and line is not None and isinstance(income, str) and _fen(income) * 2 >= line * 3:
        said = "低保边缘家庭的收入一般低于低保标准的1.5倍，请核对。"
        yield check("categories", said, "margin_income_fits", row=str(row["id"]))


def _fen(income: str) -> int:
    try:
        return int(Decimal(income) * 100)
    except ArithmeticError:
        return 0


def institution_fits_living(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """集中供养 lives in an institution, and the other way round."""
    lives = LivingArrangement.INSTITUTION in chosen(answers, "living_arrangement")
    row = _row_of(answers, Category.DESTITUTE_INSTITUTION)
    if answers.get("living_arrangement") and row and not lives:
        said = "集中供养的特困人员，居住状况应为“集中供养机构”，请核对。"
        yield check("living_arrangement", said, "institution_fits_living")
    elif lives and _row_of(answers, Category.DESTITUTE_DISPERSED) and not row:
        said = "住在集中供养机构的，对象类别应为“特困人员（集中供养）”，请核对。"
        yield check("categories", said, "institution_fits_living")


def child_categories_fit_age(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Children's categories end with 18, those of 留守 and 流动 with 16."""
    age = own_age(answers, facts)
    if age is None:
        return
    for row in rows(answers, "categories"):
        category, at = row.get("category"), str(row["id"])
        if category == Category.LEFT_BEHIND_CHILD and age >= 16:
            yield check("categories", "留守儿童须不满16周岁。", "child_categories_fit_age", row=at)
        elif category == Category.MIGRANT_CHILD and age >= 16:
            yield check("categories", "流动儿童须不满16周岁。", "child_categories_fit_age", row=at)
        elif category in _MINORS and age >= 18:
            yield check("categories", "儿童类别须不满18周岁。", "child_categories_fit_age", row=at)


def left_behind_or_migrant(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A child is left behind or came along, not both."""
    if categories(answers) >= _UNDER_16:
        yield must("categories", "留守儿童与流动儿童不能同时选择。", "left_behind_or_migrant")


def severe_disability_fits_grade(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """重度 is grade 1 or 2, or grade 3 of mind."""
    row, grade = _row_of(answers, Category.SEVERELY_DISABLED), answers.get("disability_grade")
    if not row or grade is None or grade in _SEVERE:
        return
    if grade == DisabilityGrade.THIRD and _MIND & chosen(answers, "disability_types"):
        return
    said = "重度残疾人须为一级、二级，或三级智力、精神残疾，请核对。"
    yield check("categories", said, "severe_disability_fits_grade", row=str(row["id"]))


def elder_categories_fit_age(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Elders are sixty or older, 高龄 eighty or older."""
    age = own_age(answers, facts)
    if age is None:
        return
    for row in rows(answers, "categories"):
        category, at = row.get("category"), str(row["id"])
        if category in _ELDERS and age < 60:
            yield check("categories", "老年人类别须年满60周岁。", "elder_categories_fit_age", row=at)
        elif category == Category.ELDER_80 and age < 80:
            yield check("categories", "高龄老年人须年满80周岁。", "elder_categories_fit_age", row=at)


def self_care_of(answers: Answers) -> SelfCare | None:
    """Compute self-care from the six items: none failed, one to three, four and more; None until all are answered."""
    said = [answers.get(item) for item in ADL]
    if any(one is None for one in said):
        return None
    failed = said.count(Adl.UNABLE)
    return SelfCare.FULL if not failed else SelfCare.PARTIAL if failed <= 3 else SelfCare.NONE


def self_care_fits_items(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """The level follows from the six items."""
    computed = self_care_of(answers)
    if computed and answers.get("self_care") not in (None, computed):
        yield must("self_care", "自理能力与6项评估结果不一致，请核对。", "self_care_fits_items")


def disability_cert_is_valid(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """The number of a 残疾人证 is the resident ID, a digit for the type and one for the grade."""
    number, id_no = answers.get("disability_cert_no"), answers.get("id_no")
    if not isinstance(number, str) or not number:
        return
    tidy = identity.tidy(number)
    sound = len(tidy) == 20 and identity.why_not(tidy[:18], None) is None
    sound = sound and tidy[18] in "1234567" and tidy[19] in "1234"
    if not sound or (isinstance(id_no, str) and len(id_no) == 18 and tidy[:18] != identity.tidy(id_no)):
        said = "残疾人证号应为20位（身份证号+类别1位+等级1位）。"
        yield check("disability_cert_no", said, "disability_cert_is_valid")


def proposed_risk(answers: Answers, facts: Facts) -> RiskLevel:
    """Propose a risk level from what the file says; the worker decides."""
    age, named = own_age(answers, facts) or 0, categories(answers)
    lives = chosen(answers, "living_arrangement")
    alone = bool(lives & {LivingArrangement.ALONE, LivingArrangement.EMPTY_NEST}) or Category.ELDER_LEFT_BEHIND in named
    gravely_ill = answers.get("health_status") in (4, 5)
    helpless = answers.get("self_care") == SelfCare.NONE and LivingArrangement.ALONE in lives
    unstable = (
        DisabilityType.MENTAL in chosen(answers, "disability_types") and answers.get("disability_grade") in _SEVERE
    )
    unguarded = answers.get("guardian_unreachable") is True
    if (age >= 80 and alone and gravely_ill) or helpless or unstable or unguarded:
        return RiskLevel.HIGH
    watched = named & {
        Category.DESTITUTE_DISPERSED, Category.ORPHAN, Category.UNSUPPORTED_CHILD, Category.SEVERELY_DISABLED,
        Category.ELDER_ALONE, Category.ELDER_DEPENDENT, Category.ELDER_SEVERELY_DISABLED, Category.ELDER_BEREAVED,
    }  # fmt: skip
    dependent = answers.get("self_care") in (SelfCare.PARTIAL, SelfCare.NONE)
    return RiskLevel.MEDIUM if watched or dependent or LivingArrangement.ALONE in lives else RiskLevel.LOW


def risk_level_fits(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A level below the one the guide proposes gets a hint."""
    level, proposed = answers.get("risk_level"), proposed_risk(answers, facts)
    if isinstance(level, int) and level < proposed:
        words = {RiskLevel.HIGH: "高风险", RiskLevel.MEDIUM: "中风险"}[proposed]
        yield hint("risk_level", f"按现有情况建议为{words}。拿不准时选高一级，督导会复核。", "risk_level_fits")
