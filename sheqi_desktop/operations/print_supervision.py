"""督导季度报告: figures, what was agreed and done, topics for training, three examples without names (domain 14 §8).

Nothing private is in it: how a worker fares never, nor what recurs with one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sheqi_desktop.catalog.assets import fonts_dir
from sheqi_desktop.domain.clock import county_day
from sheqi_desktop.domain.deidentify import deidentified
from sheqi_desktop.domain.staff import who_may
from sheqi_desktop.domain.supervision_facts import Quarter, Remarked, Scope
from sheqi_desktop.domain.thread import State
from sheqi_desktop.domain.trouble import NotFound, ReadByOne
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.known_names import known_people, known_places
from sheqi_desktop.operations.second_person import Second, word_of
from sheqi_desktop.operations.supervision_facts import Gathered, gather_facts
from sheqi_desktop.operations.supervision_figures import (
    BY_KIND,
    BY_STATION,
    BY_SUPERVISOR,
    Group,
    Overview,
    overview_of,
    whose,
)
from sheqi_desktop.reports.page import Fonts
from sheqi_desktop.reports.supervision_report import SupervisionPaper, Table, supervision_pdf, supervision_xlsx

EXAMPLES = 3
OFFERED = 60
_SCOPES = ((BY_SUPERVISOR, "按督导"), (BY_STATION, "按站点"), (BY_KIND, "按文书"))
NUMERALS = "一二三四五六七八九"
_NOT_OF_KINDS = frozenset({"covered", "sessions"})
"""What is said of people, not of papers."""
_SHOWN = ("worker_days", "supervisor_days", "musts", "returned", "first_pass", "covered", "sessions")


def print_supervision(
    desk: Desk,
    quarter: Quarter,
    supervisor: str = "",
    shape: str = "pdf",
    examples: Sequence[str] = (),
    second: Second | None = None,
) -> bytes:
    """Give the report of a quarter, of one supervisor or of the county, as a PDF or xlsx.

    ``examples`` are the annotations somebody chose and read once more, and ``second`` is who read them after that
    person, by their own 口令 (请逐段确认已脱敏, domain 16 §8); both names go into the journal.  Raises NotYours,
    NotFound, ReadByOne, OwnApproval, WrongPassword.
    """
    scope = whose(desk, supervisor)
    if scope.supervisor and desk.book.newest.person(scope.supervisor) is None:
        raise NotFound(what="督导", key=scope.supervisor)
    found = gather_facts(desk, quarter)
    offered = dict(_examples(desk, found, quarter, scope))
    for one in examples:
        if one not in offered:
            raise NotFound(what="批注", key=one)
    read_by = _read_again(desk, second) if examples else ""
    told = overview_of(desk, found, quarter, scope)
    name = desk.person_name(scope.supervisor) if scope.supervisor else "全县"
    today = desk.clock.today()
    going_on = "，季度还没过完，数到这一天" if today < quarter.until else ""
    paper = SupervisionPaper(
        title=f"督导季度报告（{quarter.words}・{name}）",
        facts=(
            f"期间：{quarter.since} 至 {quarter.until}；出表日：{today}{going_on}",
            "周转按天，90% 指十份里九份在这个天数以内。路上的时间另列，不算在人身上。评分只用于反馈，不排名。",
        ),
        tables=_numbered(_tables(desk, found, told, scope, [offered[one] for one in examples[:EXAMPLES]])),
        printed_by=desk.me.name,
        printed_at=desk.clock.now(),
        demo=desk.place.demo,
    )
    with desk.write() as write:
        shown = {"examples": list(examples[:EXAMPLES]), "second": read_by} if examples else {}
        desk.note(write, "print_supervision", scope.supervisor, shape=shape, quarter=str(quarter), **shown)
    return supervision_xlsx(paper) if shape == "xlsx" else supervision_pdf(paper, Fonts(fonts_dir()))


def who_reads(desk: Desk) -> list[tuple[str, str]]:
    """Give who may read the examples after whoever sits here, id and name: only those with a 口令 on this computer."""
    here, roles = {worker for worker, _ in desk.vault.people}, set(who_may("indicator.read_county"))
    others = [one for one in desk.colleagues() if one.worker_id != desk.me.worker_id and one.worker_id in here]
    return [(one.worker_id, one.name) for one in others if roles & desk.roles_of(one)]


def _read_again(desk: Desk, second: Second | None) -> str:
    who = who_reads(desk)
    names = "或".join(name for _, name in who) or "县中心的另一位同事"
    return word_of(desk, second, who, ReadByOne(contact=names))


def examples_to_choose(desk: Desk, quarter: Quarter, supervisor: str = "") -> list[tuple[str, str]]:
    """Give the annotations of a quarter that may stand in the report as examples: id, and the text without names.

    None about a 限阅 document, none that was taken back.
    """
    scope = whose(desk, supervisor)
    return list(_examples(desk, gather_facts(desk, quarter), quarter, scope))[:OFFERED]


def _examples(desk: Desk, found: Gathered, quarter: Quarter, scope: Scope) -> Iterator[tuple[str, str]]:
    people, places = known_people(desk), known_places(desk)
    told = [one for one in scope.narrow(found.facts).remarked if _may_be_told(found, one, quarter)]
    for one in sorted(told, key=lambda each: (-each.at, each.id)):
        written = found.annotations[one.id]
        kind = desk.library.label("annotation_kind", one.kind)
        title = desk.library.form(one.about.kind).title
        quote = f"原文“{written.anchor.quote}”；" if written.anchor.quote else ""
        yield one.id, deidentified(f"{title}（{kind}）：{quote}批注：{written.body}", people, places)


def _may_be_told(found: Gathered, one: Remarked, quarter: Quarter) -> bool:
    document = found.documents.get(one.about.record)
    open_to_all = document is not None and not document.restricted and not document.client_restricted
    return open_to_all and one.state != State.WITHDRAWN and quarter.holds(county_day(one.at))


# ------------------------------------------------------------------------------ the parts
def _numbered(tables: Iterable[Table]) -> tuple[Table, ...]:
    """Number them without a gap: the report of one 督导 has no table of all."""
    return tuple(replace(one, title=f"{NUMERALS[nth]}、{one.title}") for nth, one in enumerate(tables))


def _tables(desk: Desk, found: Gathered, told: Overview, scope: Scope, examples: Sequence[str]) -> Iterator[Table]:
    top = told.groups[BY_SUPERVISOR][0]
    lines = tuple((one.title, one.words, one.note, str(one.left_out), str(one.clocks)) for one in top.figures)
    columns = (("数字", 20), ("结果", 36), ("说明", 24), ("未计入", 10), ("时间倒退", 10))
    yield Table(f"督导情况（{top.name}）", columns, lines)
    for by, title in _SCOPES:
        if by != BY_SUPERVISOR or not scope.supervisor:
            shown = [one for one in _SHOWN if by != BY_KIND or one not in _NOT_OF_KINDS]
            yield _groups(title, told.groups[by][1:], shown)
    kinds = tuple((name, str(number)) for name, number in top.kinds)
    yield Table("批注类型", (("类型", 70), ("条数", 30)), kinds)
    months = tuple((f"{int(one[5:])}月", 16) for one in told.quarter.months)
    issues = tuple((one.name, *map(str, one.months), str(one.total)) for one in told.issues)
    yield Table("共性问题（培训选题）", (("问题", 36), *months, ("合计", 16)), issues)
    done = tuple(_done(desk, found, told.quarter, scope))
    yield Table("落实的行动", (("做了什么", 46), ("谁", 18), ("期限", 18), ("完成", 18)), done)
    numbered = tuple((str(number), text) for number, text in enumerate(examples, start=1))
    yield Table("例子（已脱敏）", (("序号", 8), ("例子", 92)), numbered, "没有选例子。")


def _groups(title: str, groups: Sequence[Group], ids: Sequence[str]) -> Table:
    shown = [[one.figure(id_) for id_ in ids] for one in groups]
    rows = tuple(
        (group.name, *(figure.words if figure is not None else "" for figure in figures))
        for group, figures in zip(groups, shown, strict=True)
    )
    columns = (
        ("批注周转（社工）", 15), ("批注周转（督导）", 15), ("必改按期率", 13), ("退回率", 13), ("一次通过率", 13),
        ("督导覆盖", 10), ("督导", 10),
    )[: len(ids)]  # fmt: skip
    rest = 100 - sum(width for _, width in columns)
    return Table(title, (("名称", rest), *columns), rows)


def _done(desk: Desk, found: Gathered, quarter: Quarter, scope: Scope) -> Iterator[tuple[str, ...]]:
    """Give what was agreed on in sessions and done in the quarter; the words without names."""
    people, places = known_people(desk), known_places(desk)
    for met in scope.narrow(found.facts).met:
        for what, who, due, on in met.done:
            if quarter.since.isoformat() <= on[:10] <= quarter.until.isoformat():
                yield deidentified(what, people, places), desk.person_name(who), due, on
