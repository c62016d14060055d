"""What a case lacks: papers that should be there by now (缺件), and what stands in the way of its next stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sheqi_desktop.domain.answers import is_empty
from sheqi_desktop.domain.codes_case import CloseReason
from sheqi_desktop.domain.consent import SCAN_WITHIN
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.records.case_story import (
    ASSESSMENT,
    CASE,
    CLOSURE,
    CONSENT,
    ENDED,
    ENDED_EARLY,
    EVALUATION,
    LEAST_NOTES,
    NOTE,
    PAPER_NAMES,
    PAPERS,
    PLAN,
    RETURN,
    REVIEW,
    Story,
)
from sheqi_desktop.domain.records.files import taken

REVIEW_EVERY = timedelta(days=90)
REVIEW_EVERY_NOTES = 6
ASSESS_WITHIN, PLAN_WITHIN = timedelta(days=14), timedelta(days=7)
_HAS_BEGUN = frozenset({"intervening", "reviewing", "suspended", "closing"}) | ENDED
_PLANNED = _HAS_BEGUN | {"planning"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A line of the table of contents: a kind of paper, the papers there are, and whether one should be there."""

    kind: str
    title: str
    papers: tuple[Document, ...]
    lacking: str = ""
    """What is missing of it, in a few words; '' when nothing is."""


def sheets(story: Story, today: date | None) -> list[Sheet]:
    """Give the contents of the whole file in printed order, missing papers too."""
    found = [Sheet(CASE, PAPER_NAMES[CASE], (story.file,), "" if story.file.handed_in else PAPER_NAMES[CASE])]
    for kind in PAPERS:
        found.append(Sheet(kind, PAPER_NAMES[kind], tuple(story.of(kind)), _lacking(story, kind, today)))
    return found


def missing_papers(story: Story, today: date | None) -> list[str]:
    """Name the papers that should be there by now."""
    return [sheet.lacking for sheet in sheets(story, today) if sheet.lacking]


def _lacking(story: Story, kind: str, today: date | None) -> str:
    if story.state in ("intake", "declined", "accepted", "transferred"):
        return ""
    return _LACKING[kind](story, today)


def _consent(story: Story, today: date | None) -> str:
    consent = story.consent()
    if consent is None:
        return PAPER_NAMES[CONSENT] if story.state in _PLANNED and not _died(story) else ""
    signed = day(consent.counted.get("signed_on"))
    late = today is not None and signed is not None and today - signed > SCAN_WITHIN
    return "知情同意书扫描件" if late and is_empty(consent.answers.get("scan")) else ""


def _assessment(story: Story, today: date | None) -> str:
    return "" if story.signed(ASSESSMENT) or story.state not in _PLANNED or _early(story) else PAPER_NAMES[ASSESSMENT]


def _plan(story: Story, today: date | None) -> str:
    return "" if story.signed(PLAN) or story.state not in _HAS_BEGUN or _early(story) else PAPER_NAMES[PLAN]


def _notes(story: Story, today: date | None) -> str:
    ended = story.state in ENDED and not _early(story)
    few = len(story.notes) < LEAST_NOTES
    return f"过程记录（只有{len(story.notes)}次）" if ended and few else ""


def _review(story: Story, today: date | None) -> str:
    due = review_due(story)
    return PAPER_NAMES[REVIEW] if due is not None and today is not None and due < today else ""


def _evaluation(story: Story, today: date | None) -> str:
    there = any(one.handed_in for one in story.now(EVALUATION))
    return PAPER_NAMES[EVALUATION] if story.state in ENDED and not there and not _early(story) else ""


def _closure(story: Story, today: date | None) -> str:
    return ""


def _return(story: Story, today: date | None) -> str:
    due = [on for on in story.planned_returns if today is not None and on < today]
    owed = min(story.returns_missing, max(0, len(due) - len(story.returns)))
    return f"回访{owed}次" if owed and story.state in ENDED else ""


_LACKING = {
    CONSENT: _consent,
    ASSESSMENT: _assessment,
    PLAN: _plan,
    NOTE: _notes,
    REVIEW: _review,
    EVALUATION: _evaluation,
    CLOSURE: _closure,
    RETURN: _return,
}


def _early(story: Story) -> bool:
    return any(one.counted.get("close_reason") in ENDED_EARLY for one in story.now(CLOSURE))


def _died(story: Story) -> bool:
    return any(one.counted.get("close_reason") == CloseReason.DIED for one in story.now(CLOSURE))


def review_due(story: Story) -> date | None:
    """Give the day by which the next review is due: 90 days, or the sixth contact since the last; None when ended.

    The first is counted from the day on the plan: a case typed in later from paper was planned then, not today.
    """
    plan = story.signed(PLAN)
    if plan is None or story.state not in ("intervening", "suspended"):
        return None
    reviewed = [day(one.counted.get("reviewed_on")) for one in story.now(REVIEW) if one.handed_in]
    since = max(
        (one for one in reviewed if one),
        default=day(plan.counted.get("planned_on")) or day(str(plan.first_signed_at or "")[:10]),
    )
    if since is None:
        return None
    after = [on for one in story.notes if (on := day(one.service_date)) is not None and on > since]
    sixth = after[REVIEW_EVERY_NOTES - 1] if len(after) >= REVIEW_EVERY_NOTES else None
    return min(since + REVIEW_EVERY, sixth) if sixth else since + REVIEW_EVERY


# ------------------------------------------------------------------------------ what stands in the way
Waits = Callable[[Document], str]


def _waits(paper: Document) -> str:
    return "等签批"


def in_the_way(story: Story, today: date | None, waits: Waits = _waits) -> list[str]:
    """Say in sentences what is missing before the case can go on to its next stage; nothing when it is over.

    ``waits`` says of a paper that was handed in whose signature it waits for.
    """
    return list(_WAYS.get(story.state, _nothing)(story, today, waits))


def _nothing(story: Story, today: date | None, waits: Waits) -> Iterator[str]:
    return iter(())


def _intake(story: Story, today: date | None, waits: Waits) -> Iterator[str]:
    if not story.file.handed_in:
        yield "接案登记表还没有提交。"
    else:
        yield f"接案登记表已提交，{waits(story.file)}。"


def _to_assess(story: Story, today: date | None, waits: Waits) -> Iterator[str]:
    yield from _unsigned(story, waits, ASSESSMENT)
    if story.consent() is None:
        yield "还没有有效的知情同意书，提交服务计划前要有。"


def _to_plan(story: Story, today: date | None, waits: Waits) -> Iterator[str]:
    if story.consent() is None:
        yield "缺少有效的知情同意书。"
    yield from _unsigned(story, waits, PLAN)


def _to_close(story: Story, today: date | None, waits: Waits) -> Iterator[str]:
    if len(story.notes) < LEAST_NOTES:
        yield f"介入记录{len(story.notes)}次，结案一般不少于{LEAST_NOTES}次。"
    if today is not None and story.consent(today) is None:
        yield "知情同意书已过期或已撤回，结案前要有有效的同意书。"
    due = review_due(story)
    if due is not None and today is not None and due <= today:
        yield f"阶段评估应在{due.isoformat()}前完成。"
    yield from _unsigned(story, waits, EVALUATION, needed=False)
    yield from _unsigned(story, waits, CLOSURE, needed=False)


def _reviewing(story: Story, today: date | None, waits: Waits) -> Iterator[str]:
    yield from _unsigned(story, waits, REVIEW)


def _paused(story: Story, today: date | None, waits: Waits) -> Iterator[str]:
    steps = taken(story.file, "suspend")
    until = str(steps[-1].get("resume_on") or "") if steps else ""
    yield f"已暂停，预计{until}恢复。"
    if today is not None and until and until < today.isoformat():
        yield "已过预计恢复日期，请恢复或办理结案。"


def _closing(story: Story, today: date | None, waits: Waits) -> Iterator[str]:
    yield from _unsigned(story, waits, EVALUATION, needed=False)
    yield from _unsigned(story, waits, CLOSURE)


def _following(story: Story, today: date | None, waits: Waits) -> Iterator[str]:
    for on in story.planned_returns[len(story.returns) :][: story.returns_missing]:
        late = today is not None and on < today
        yield f"{on.isoformat()}的回访{'已过期，还没有做' if late else '还没有做'}。"
    if not story.returns_missing:
        yield "回访已完成，等站长归档。"


def _unsigned(story: Story, waits: Waits, kind: str, *, needed: bool = True) -> Iterator[str]:
    papers, name = story.now(kind), PAPER_NAMES[kind]
    if not papers:
        if needed:
            yield f"{name}还没有写。"
        return
    newest = papers[-1]
    if not newest.signed:
        words = {"draft": "还是草稿", "returned": "已退回，请改好再提交", "submitted": f"已提交，{waits(newest)}"}
        yield f"{name}{words.get(newest.status, '还没有签批')}。"


_WAYS = {
    "intake": _intake,
    "accepted": _to_assess,
    "assessing": _to_assess,
    "reopened": _to_assess,
    "planning": _to_plan,
    "intervening": _to_close,
    "reviewing": _reviewing,
    "suspended": _paused,
    "closing": _closing,
    "following": _following,
}
