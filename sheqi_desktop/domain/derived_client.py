"""What is derived from a client file or a household."""

from __future__ import annotations

from datetime import date

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.codes import BirthPrecision, Category, FileState
from sheqi_desktop.domain.conditions import REACHED, asked_on, rows
from sheqi_desktop.domain.dates import age_on, day
from sheqi_desktop.domain.seen import Seen

TICKED, UNTICKED = "☑", "□"
_LATEST = 20
OTHERS = frozenset({str(Category.OTHER_PERSON)})
"""Other people are visited too, but are no 民政服务对象 and never counted."""


def age(answers: Answers, seen: Seen) -> str:
    """Full years, with 约 where only the year of birth is known."""
    years = age_on(answers.get("birth_date"), asked_on(answers, seen.facts))
    if years is None:
        return ""
    return f"约{years}" if answers.get("birth_precision") == BirthPrecision.YEAR else str(years)


def birth_words(answers: Answers, seen: Seen) -> str:
    """The birth date as exactly as it is known."""
    born = day(answers.get("birth_date"))
    if born is None:
        return ""
    precision = answers.get("birth_precision")
    if precision == BirthPrecision.YEAR:
        return f"{born.year}年"
    return f"{born.year}年{born.month}月" if precision == BirthPrecision.MONTH else born.isoformat()


def hukou_words(answers: Answers, seen: Seen) -> str:
    """Where somebody is registered: the place, then what was written beside it; one outside the county is written only.

    Files of before the list of places hold a text instead of a code; it stands for itself.
    """
    return " ".join(said for name in ("hukou_region", "hukou_note") if (said := seen.say(name, answers)))


def valid_categories(answers: Answers, on: date | None) -> list[str]:
    """The categories in force on a day, in the order they were written; both ends count."""
    if on is None:
        return [str(row["category"]) for row in rows(answers, "categories") if row.get("category")]
    valid = []
    for row in rows(answers, "categories"):
        start, end = day(row.get("start")), day(row.get("end"))
        if row.get("category") and (start is None or start <= on) and (end is None or on <= end):
            valid.append(str(row["category"]))
    return valid


def category_boxes(answers: Answers, seen: Seen) -> str:
    """All categories with a box, those in force ticked."""
    held = set(valid_categories(answers, asked_on(answers, seen.facts)))
    entries = seen.words["category"].offered() if "category" in seen.words else ()
    return "  ".join(f"{TICKED if one.code in held else UNTICKED}{one.short or one.label}" for one in entries)


def other_categories(answers: Answers, seen: Seen) -> str:
    """The categories besides the one that statistics use."""
    on = asked_on(answers, seen.facts)
    others = [one for one in valid_categories(answers, on) if one != answers.get("primary_category")]
    return "、".join(dict.fromkeys(seen.label("category", one, on) for one in others))


def disability_short(answers: Answers, seen: Seen) -> str:
    """Kind and grade."""
    return " / ".join(said for name in ("disability_types", "disability_grade") if (said := seen.say(name, answers)))


def disability_words(answers: Answers, seen: Seen) -> str:
    """Kind, grade and number of the card."""
    parts = (disability_short(answers, seen), seen.say("disability_cert_no", answers))
    return " / ".join(part for part in parts if part)


def guardian_names(answers: Answers, seen: Seen) -> str:
    """Everyone who looks after the person, with the relation."""
    named = (
        (str(row.get("name") or ""), seen.label("relation", row.get("relation"))) for row in rows(answers, "guardians")
    )
    return "、".join(f"{name}（{relation}）" if relation else name for name, relation in named if name)


def need_words(answers: Answers, seen: Seen) -> str:
    """The needs, one a line."""
    if answers.get("no_needs") is True:
        return "暂无"
    lines = []
    for place, row in enumerate(rows(answers, "needs"), start=1):
        kind, detail = seen.label("need_type", row.get("need_type")), str(row.get("detail") or "")
        aside = "，".join(said for said in (str(row.get("raised_on") or ""), _need_status(row, seen)) if said)
        need = "：".join(said for said in (kind, detail) if said)
        lines.append(f"{place}. {need}（{aside}）" if aside else f"{place}. {need}")
    return "\n".join(lines)


def _need_status(row: Answers, seen: Seen) -> str:
    return seen.label("need_status", row.get("status"))


def need_types(answers: Answers, seen: Seen) -> str:
    """The kinds of needs."""
    if answers.get("no_needs") is True:
        return "暂无"
    return "、".join(dict.fromkeys(seen.label("need_type", row.get("need_type")) for row in rows(answers, "needs")))


def last_visit_on(answers: Answers, seen: Seen) -> str:
    """The day of the last visit that reached somebody."""
    if not seen.record_id:
        return ""
    visits = (visit for _, visit in seen.facts.visits_of(seen.record_id, _LATEST) if visit.get("outcome") in REACHED)
    return str(next((visit.get("service_date") or "" for visit in visits), ""))


def next_due_on(answers: Answers, seen: Seen) -> str:
    """The day the last visit named for the next one; nobody is due who left."""
    if not seen.record_id or answers.get("file_state", FileState.ACTIVE) != FileState.ACTIVE:
        return ""
    visits = (visit for _, visit in seen.facts.visits_of(seen.record_id, _LATEST) if visit.get("next_due"))
    return str(next((visit.get("next_due") for visit in visits), ""))


def is_case(answers: Answers, seen: Seen) -> str:
    """Whether one of the latest visits was turned into a case."""
    if not seen.record_id:
        return ""
    visits = seen.facts.visits_of(seen.record_id, _LATEST)
    return "是" if any(visit.get("to_case") is True for _, visit in visits) else "否"


def file_state_words(answers: Answers, seen: Seen) -> str:
    """在册, 暂停, 迁出, 死亡 or 退出."""
    return seen.label("file_state", answers.get("file_state") or str(FileState.ACTIVE))


def row_age(row: Answers, answers: Answers, seen: Seen) -> str:
    """The age of a person in a list."""
    years = age_on(row.get("birth_date"), asked_on(answers, seen.facts))
    return "" if years is None else str(years)


def only_others(answers: Answers, on: date | None) -> bool:
    """Tell whether the person is no 民政服务对象: every category in force is G9."""
    held = set(valid_categories(answers, on))
    return bool(held) and held <= OTHERS


DERIVED = {
    function.__name__: function
    for function in (
        age,
        birth_words,
        hukou_words,
        category_boxes,
        other_categories,
        disability_short,
        disability_words,
        guardian_names,
        need_words,
        need_types,
        last_visit_on,
        next_due_on,
        is_case,
        file_state_words,
    )
}
