"""What the papers and the ledger of a case show that nobody typed: heads, spans, sums, the consent's text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from sheqi_desktop.domain.answers import Answers, chosen, rows
from sheqi_desktop.domain.case_world import client_file, objectives, story_of, story_of_file
from sheqi_desktop.domain.codes_case import CloseReason
from sheqi_desktop.domain.dates import minutes_between
from sheqi_desktop.domain.derived_client import TICKED, UNTICKED
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.records.case_story import EVALUATION, Story
from sheqi_desktop.domain.seen import Seen

Derivation: TypeAlias = Callable[[Answers, Seen], str]
_SCOPES = range(1, 8)


def case_story(answers: Answers, seen: Seen) -> Story | None:
    """Give the case of a paper of it, or the case itself."""
    if "intake_on" not in answers:
        return story_of(answers, seen.facts)
    file = seen.facts.document(seen.record_id) if seen.record_id else None
    return story_of_file(file or Document("", "case", answers=answers, confirmed=answers), seen.facts)


# ------------------------------------------------------------------------------ the common head
def case_title(answers: Answers, seen: Seen) -> str:
    """个案名称."""
    story = case_story(answers, seen)
    return str(story.file.answers.get("title") or "") if story else ""


def case_client(answers: Answers, seen: Seen) -> str:
    """服务对象."""
    return str(client_file(answers, seen.facts).get("name") or "")


def case_worker(answers: Answers, seen: Seen) -> str:
    """责任社工: whose case it is now."""
    story = case_story(answers, seen)
    worker = story.worker if story else ""
    return seen.name_of("worker", worker) if worker else seen.say("worker_id", answers)


# ------------------------------------------------------------------------------ 表4, 表7, 表8
def case_origin(answers: Answers, seen: Seen) -> str:
    """Where the case comes from, and how it began."""
    source, on, mode = (
        seen.say(name, answers) for name in ("source_of_case", "first_contact_on", "first_contact_mode")
    )
    former = answers.get("former_case_no")
    parts = (source, f"原编号{former}" if former else "", f"首次接触{on}（{mode}）" if on else "")
    return "；".join(part for part in parts if part)


def plan_span(answers: Answers, seen: Seen) -> str:
    """From when to when the plan runs."""
    return _span(answers, "start_on", "end_on")


def review_span(answers: Answers, seen: Seen) -> str:
    """The days a review looks back on."""
    return _span(answers, "period_from", "period_to")


def _span(answers: Answers, first: str, last: str) -> str:
    since, until = answers.get(first), answers.get(last)
    return f"{since}至{until}" if since and until else ""


def review_contacts(answers: Answers, seen: Seen) -> str:
    """How many contacts, how many minutes."""
    times, spent = answers.get("contacts_done"), answers.get("minutes_done")
    return f"{times}次 / {spent or 0}分钟" if times is not None else ""


def review_ratings(answers: Answers, seen: Seen) -> str:
    """How the client rates things, before and after."""
    before, after = answers.get("client_self_rating_before"), answers.get("client_self_rating_after")
    return f"前{before}/10  后{after}/10" if before and after else ""


def note_place(answers: Answers, seen: Seen) -> str:
    """第几次: by the day of the contact; the number of the paper never changes."""
    story = story_of(answers, seen.facts)
    if story is None or not answers.get("service_date"):
        return ""
    own = (str(answers.get("service_date") or ""), str(answers.get("start_at") or ""), str(answers.get("doc_no") or ""))
    others = ((one.service_date, str(one.counted.get("start_at") or ""), one.number) for one in story.notes)
    return str(1 + sum(other < own for other in others))


def note_way(answers: Answers, seen: Seen) -> str:
    """How and where."""
    return "，".join(said for name in ("mode", "place") if (said := seen.say(name, answers)))


def note_goal(answers: Answers, seen: Seen) -> str:
    """What this contact was for, and which objectives it serves."""
    refs = answers.get("objective_refs")
    named = [said for ref in (refs if isinstance(refs, list) else ()) if (said := _objective(str(ref), answers, seen))]
    goal = str(answers.get("session_goal") or "")
    return goal + ("\n" if goal and named else "") + "；".join(named)


def _objective(ref: str, answers: Answers, seen: Seen) -> str:
    found = {str(row["id"]): str(row.get("objective") or "") for row in objectives(story_of(answers, seen.facts))}
    return found.get(ref, "")


def objective_of_row(row: Answers, answers: Answers, seen: Seen) -> str:
    """The objective a line of progress is about."""
    return _objective(str(row.get("objective_ref") or ""), answers, seen)


def place_in_list(row: Answers, answers: Answers, seen: Seen) -> str:
    """1, 2, 3: where a line stands in its list."""
    for value in answers.values():
        ids = [one.get("id") for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
        if row.get("id") in ids:
            return str(ids.index(row.get("id")) + 1)
    return ""


def note_next(answers: Answers, seen: Seen) -> str:
    """What comes next, and when."""
    step, on = answers.get("next_step"), answers.get("next_on")
    return "　".join(said for said in (str(step or ""), f"下次：{on}" if on else "") if said)


# ------------------------------------------------------------------------------ 表11, 表12
def case_opened_on(answers: Answers, seen: Seen) -> str:
    """接案日期."""
    story = case_story(answers, seen)
    return story.intake_on.isoformat() if story and story.intake_on else ""


def case_contacts_of_paper(answers: Answers, seen: Seen) -> str:
    """介入次数 on the paper of a closure."""
    story = story_of(answers, seen.facts)
    return f"{len(story.notes)}次" if story else ""


def case_minutes_of_paper(answers: Answers, seen: Seen) -> str:
    """服务总时长."""
    story = story_of(answers, seen.facts)
    if story is None:
        return ""
    spent = [minutes_between(one.counted.get("start_at"), one.counted.get("end_at")) or 0 for one in story.notes]
    return f"{sum(spent)}分钟"


def closure_summary(answers: Answers, seen: Seen) -> str:
    """What was done; for the dead the words the page asks for."""
    died = answers.get("close_reason") == CloseReason.DIED
    said = "\n".join(str(part) for name in ("summary", "ending_work") if (part := answers.get(name)))
    return ("服务对象已故，终止服务。\n" if died else "") + said


def case_attainment_lines(answers: Answers, seen: Seen) -> str:
    """Every objective with what it reached, and the mean."""
    story = story_of(answers, seen.facts)
    found = [one for one in story.now(EVALUATION) if one.handed_in] if story else []
    if story is None or not found:
        return ""
    judged = rows(found[-1].counted, "results")
    lines = [
        f"{row.get('objective') or ''}：{row.get('baseline') or '—'}→{row.get('current') or '—'}，"
        f"达成度{seen.label('attainment', row.get('attainment'))}"
        for row in judged
    ]
    return "\n".join([*lines, f"平均{story.attainment}%"])


def closure_after(answers: Answers, seen: Seen) -> str:
    """What follows, and who takes over what is left."""
    after, handed = (str(answers.get(name) or "") for name in ("after_plan", "handover_to"))
    return after + ("\n" if after and handed else "") + (f"移交：{handed}" if handed else "")


def closure_returns(answers: Answers, seen: Seen) -> str:
    """The days on which somebody will come back."""
    return "、".join(str(row["on"]) for row in rows(answers, "follow_up_dates") if row.get("on"))


def return_words(answers: Answers, seen: Seen) -> str:
    """How things are, or why nobody knows."""
    return str(answers.get("situation") or answers.get("not_reached_note") or "")


# ------------------------------------------------------------------------------ 表5
CONSENT_TEXT = (
    "尊敬的服务对象（监护人）：",
    "社工站的社工愿意为您提供个案服务。签字前，社工会把下面的内容念给您听，不明白的请随时问。",
    "一、服务内容：社工与您一起了解困难、定下目标，通过面谈、家访、联系资源等办法帮助您改善现状，服务不收费。",
    "二、自愿与退出：接受服务出于自愿，您可以随时中止服务或撤回同意，不影响您享受的救助和福利。",
    "三、保密：您的情况只用于为您服务，未经同意不告诉无关的人。以下情形例外：危及本人或他人生命安全；"
    "未成年人遭受侵害须强制报告；司法机关依法调取；督导与评估在保密条件下查阅。",
    "四、信息使用：所收集的信息只用于服务、统计和评估，按规定期限保存；照片用于宣传须单独征得您的同意。",
    "对以上内容，您可逐项选择同意或不同意：",
)
"""What the client is read before signing; the four exceptions are those of domain 03 §8."""


def consent_text(answers: Answers, seen: Seen) -> str:
    """The text of the consent."""
    return "\n".join(CONSENT_TEXT)


def _consent_scope(number: int) -> Derivation:
    def scope(answers: Answers, seen: Seen) -> str:
        agreed, refused = number in chosen(answers, "scopes"), number in chosen(answers, "refused_scopes")
        return f"{TICKED if agreed else UNTICKED}同意  {TICKED if refused else UNTICKED}不同意"

    return scope


def consent_guardian(answers: Answers, seen: Seen) -> str:
    """Who signs as guardian, and how related."""
    return "，".join(said for name in ("guardian_name", "guardian_relation") if (said := seen.say(name, answers)))


def consent_days(answers: Answers, seen: Seen) -> str:
    """From when to when it holds."""
    return _span(answers, "signed_on", "valid_until")


def consent_tear_off(answers: Answers, seen: Seen) -> str:
    """What the client keeps: whom to call, how to complain, how to take it back."""
    station = seen.facts.station_name(str(answers.get("station_code") or seen.facts.station))
    return "\n".join(
        (
            f"{station}社工站    电话：__________________",
            "投诉电话：12345，或县社工服务指导中心：__________________",
            "怎样撤回：当面、打电话或托人告诉社工站都可以，不需要理由；撤回以后，这一项内容不再使用。",
        )
    )


DERIVED: dict[str, Derivation] = {
    function.__name__: function
    for function in (
        case_title,
        case_client,
        case_worker,
        case_origin,
        plan_span,
        review_span,
        review_contacts,
        review_ratings,
        note_place,
        note_way,
        note_goal,
        note_next,
        case_opened_on,
        case_contacts_of_paper,
        case_minutes_of_paper,
        closure_summary,
        case_attainment_lines,
        closure_after,
        closure_returns,
        return_words,
        consent_text,
        consent_guardian,
        consent_days,
        consent_tear_off,
    )
} | {f"consent_scope_{number}": _consent_scope(number) for number in _SCOPES}
ROW_DERIVED: dict[str, Callable[[Answers, Answers, Seen], str]] = {
    "objective_of_row": objective_of_row,
    "place_in_list": place_in_list,
}
