"""Checks of a media report: when, where to find it, who is in it, and what the centre needs to verify it."""

from __future__ import annotations

from collections.abc import Iterator

from sheqi_desktop.domain.answers import Answers, Value, is_empty
from sheqi_desktop.domain.checks_dates import not_in_future
from sheqi_desktop.domain.codes_activity import MediaLevel
from sheqi_desktop.domain.conditions import rows
from sheqi_desktop.domain.dates import age_on, day
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.media import SOMEBODY, Shown, against, forbidden, with_withdrawal
from sheqi_desktop.domain.privacy import mask_name
from sheqi_desktop.domain.problem import Problem, check, hint, must

OF_AGE = 18


def published_on_is_past(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Nothing is published tomorrow."""
    yield from not_in_future(answers, "published_on", "发表日期不能晚于今天。", "published_on_is_past", facts)


def article_can_be_found(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """An address or a page, so that somebody else can look."""
    if is_empty(answers.get("link")) and is_empty(answers.get("page_no")):
        yield must("link", "请填写网址或报纸版面，便于核验。", "article_can_be_found")


def township_level_does_not_count(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """The station's own channel is worth keeping and is not counted."""
    if answers.get("level") == MediaLevel.OWN:
        yield hint("level", "镇级和自有平台的报道不计入指标。", "township_level_does_not_count")


def reprint_is_another(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """An article does not reprint itself."""
    if answers.get("reprint_of") and answers.get("reprint_of") == facts.record_id:
        yield must("reprint_of", "转载自的应是另一篇报道。", "reprint_is_another")


def same_article_known(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """The same title on the same day in the same paper is the same article."""
    title, medium, on = answers.get("title"), answers.get("medium"), answers.get("published_on")
    if not title or not on:
        return
    for other in facts.related("media_report", "service_date", on):
        same = (other.answers.get("title"), other.answers.get("medium")) == (title, medium)
        if same and other.id != facts.record_id:
            yield check("title", f"该报道已登记（{other.number}）。", "same_article_known")
            return


def people_agreed(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Whoever is shown agreed to it in writing (宣传同意, scope 5)."""
    for row in rows(answers, "people_shown"):
        if row.get("consent") is not True:
            said = "报道涉及服务对象，请确认已取得宣传同意。"
            yield must("people_shown", said, "people_agreed", row=str(row["id"]), column="consent")


def consents_stand(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A tick does not replace the paper: a clear face needs scope 5 on file, and what was taken back holds for all."""
    on = day(answers.get("published_on")) or facts.today
    for row in rows(answers, "people_shown"):
        client = row.get("client_id")
        if on is None or not isinstance(client, str) or not client:
            continue
        papers = facts.related("case_consent", "client_id", client)
        given = [with_withdrawal(one.counted, one.answers) for one in papers if one.handed_in]
        named = _person(client, facts)
        person = Shown(mask_name(str((named or {}).get("name") or "")) or SOMEBODY, given)
        if row.get("face_shown") is True or forbidden(given, on):
            if said := against(person, on):
                yield must("people_shown", said, "consents_stand", row=str(row["id"]), column="consent")


def minors_are_not_shown(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A minor is never identifiable: no face, no full name."""
    on = day(answers.get("published_on")) or facts.today
    for row in rows(answers, "people_shown"):
        person = _person(row.get("client_id"), facts)
        age = age_on(person.get("birth_date"), on) if person else None
        named = person is not None and row.get("name_shown") == person.get("name")
        if age is not None and age < OF_AGE and (row.get("face_shown") is True or named):
            said = "未成年人不能在报道中被认出，请隐去姓名和面部。"
            yield must("people_shown", said, "minors_are_not_shown", row=str(row["id"]), column="name_shown")


def _person(client: Value, facts: Facts) -> Answers | None:
    return facts.record(client) if isinstance(client, str) and client else None


CHECKS = (
    published_on_is_past,
    article_can_be_found,
    township_level_does_not_count,
    reprint_is_another,
    same_article_known,
    people_agreed,
    consents_stand,
    minors_are_not_shown,
)
"""Merged into ``checks.CHECKS``."""
