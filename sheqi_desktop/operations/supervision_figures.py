"""督导情况: the figures of a quarter by supervisor, station, kind of document and problem, and the records behind each.

On a 督导's own computer it is what they did themselves.  No client is named; how a worker fares is not here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from sheqi_desktop.domain.clock import county_day
from sheqi_desktop.domain.records.annotation import SESSION
from sheqi_desktop.domain.supervision_facts import About, Facts, Quarter, Scope
from sheqi_desktop.domain.supervision_figures import (
    CALIBRATED,
    COVERED,
    FIRST_PASS,
    MUSTS,
    PHRASES,
    READ,
    RETURNED,
    SCORES,
    SESSIONS,
    TITLES,
    WRITTEN,
    Figure,
    by_kind,
    figures,
    issues,
    repeated,
    tenths,
)
from sheqi_desktop.domain.thread import State
from sheqi_desktop.domain.turnaround import Behind
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.supervision_facts import Gathered, gather_facts
from sheqi_desktop.sync.circles import assigned

TAG = "tag:"
"""What the id of a 共性问题 begins with; the code of the problem follows."""
BY_SUPERVISOR, BY_STATION, BY_KIND, BY_ISSUE = "supervisor", "station", "kind", "issue"
_REACHED = {
    MUSTS: ("没按期", "按期"), COVERED: ("没有督导", "有督导"), RETURNED: ("没退回", "退回过"),
    FIRST_PASS: ("第一次没通过", "一次通过"), PHRASES: ("自己写的", "模板"),
}  # fmt: skip
_POINTS = frozenset({SCORES, CALIBRATED})


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one supervisor, station or kind of document; the county's come first, with an empty key."""

    key: str
    name: str
    scope: Scope
    figures: tuple[Figure, ...]
    kinds: tuple[tuple[str, int], ...] = ()
    """Annotations by type."""

    def figure(self, id_: str) -> Figure | None:
        """Give one of them."""
        return next((one for one in self.figures if one.id == id_), None)


@dataclass(frozen=True, slots=True)
class Issue:
    """One 共性问题: how often it was named in each month of the quarter."""

    tag: int
    name: str
    months: tuple[int, ...]

    @property
    def total(self) -> int:
        """How often in the quarter."""
        return sum(self.months)


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the page shows of a quarter."""

    quarter: Quarter
    groups: dict[str, tuple[Group, ...]]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which number's records are asked for."""

    quarter: Quarter
    scope: Scope
    figure: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class BehindLine:
    """One record behind a number: ``kind`` and ``record`` open it, '' for a person."""

    kind: str
    record: str
    number: str
    title: str
    on: str
    station: str
    who: str
    value: str
    counted: bool
    why: str
    clock: bool


def this_quarter(desk: Desk) -> Quarter:
    """Give the quarter of today."""
    return Quarter.of(desk.clock.today())


def whose(desk: Desk, supervisor: str = "") -> Scope:
    """Give whose figures may be read here: a 督导's own, at the centre anybody's; raise NotYours for others."""
    desk.require("indicator.read_county")
    own = desk.me.worker_id if desk.place.kind == "supervisor" else ""
    if own and supervisor not in ("", own):
        raise desk.refusal("indicator.read_county")
    return Scope(supervisor=own or supervisor)


def overview(desk: Desk, quarter: Quarter) -> Overview:
    """Work out the figures of a quarter, for all and for each supervisor, station and kind of document."""
    scope = whose(desk)
    found = gather_facts(desk, quarter)
    return overview_of(desk, found, quarter, scope)


def overview_of(desk: Desk, found: Gathered, quarter: Quarter, scope: Scope) -> Overview:
    """Give the same from facts that were read already."""
    own = scope.narrow(found.facts)
    top = _group(desk, found, quarter, "", desk.me.name if scope.supervisor else "全县", scope)
    stations = sorted({one.station for one in own.workers} | {one.about.station for one in own.remarked})
    kinds = sorted({about.kind for about in _about(own)})
    groups = {
        BY_SUPERVISOR: [
            _group(desk, found, quarter, who, desk.person_name(who), replace(scope, supervisor=who))
            for who in ([scope.supervisor] if scope.supervisor else _supervisors(own))
        ],
        BY_STATION: [
            _group(desk, found, quarter, code, desk.unit_name(code), replace(scope, station=code)) for code in stations
        ],
        BY_KIND: [
            _group(desk, found, quarter, kind, desk.library.form(kind).title, replace(scope, kind=kind))
            for kind in kinds
        ],
    }
    words = desk.library.vocabularies["issue_tag"]
    told = tuple(
        Issue(tag, words.label(tag), tuple(months[one] for one in quarter.months))
        for tag, months in issues(own.remarked, quarter).items()
    )
    return Overview(quarter, {key: (top, *rows) for key, rows in groups.items()}, told)


def _about(facts: Facts) -> Iterator[About]:
    yield from (one.about for one in facts.remarked)
    yield from (one.about for one in facts.decided)
    yield from (one.about for one in facts.awaited)


def _supervisors(facts: Facts) -> list[str]:
    by = {one.by for one in facts.remarked} | {one.by for one in facts.decided} | {one.by for one in facts.met}
    return sorted(by | {who for one in facts.workers for who in one.supervisors})


def _group(desk: Desk, found: Gathered, quarter: Quarter, key: str, name: str, scope: Scope) -> Group:
    words = desk.library.vocabularies["annotation_kind"]
    kinds: Counter[int] = by_kind(scope.narrow(found.facts).remarked, quarter)
    told = tuple((words.label(kind), number) for kind, number in sorted(kinds.items()))
    return Group(key, name, scope, tuple(figures(found.facts, quarter, scope)), told)


# ------------------------------------------------------------------------------ the records behind a number
def behind(desk: Desk, wanted: Wanted) -> list[BehindLine]:
    """Give every record that was looked at for a number: counted, and not counted with the reason."""
    allowed = whose(desk, wanted.scope.supervisor)
    scope = replace(wanted.scope, supervisor=allowed.supervisor)
    found = gather_facts(desk, wanted.quarter)
    if wanted.figure.startswith(TAG):
        told = list(_named(scope.narrow(found.facts), wanted.quarter, wanted.figure.removeprefix(TAG)))
    else:
        every = figures(found.facts, wanted.quarter, scope)
        told = [one for each in every if each.id == wanted.figure for one in each.behind]
    lines = [_line(desk, found, wanted.figure, one) for one in told]
    return sorted(lines, key=lambda one: (one.on, one.number, one.record), reverse=True)


def _named(facts: Facts, quarter: Quarter, tag: str) -> Iterator[Behind]:
    for one in facts.remarked:
        if tag in map(str, one.tags) and quarter.holds(county_day(one.at)):
            gone = one.state == State.WITHDRAWN
            yield Behind(one.id, one.about.record, one.at, not gone, why="已撤回" if gone else "")


def _line(desk: Desk, found: Gathered, figure: str, one: Behind) -> BehindLine:
    on = county_day(one.on).isoformat() if one.on else ""
    rest = (_value(desk, found, figure, one), one.counted, one.why, one.clock)
    document, session = found.documents.get(one.target), found.sessions.get(one.target)
    if document is not None:
        who = desk.person_name(document.leader or document.worker or document.author)
        title = desk.library.form(document.kind).title
        station = desk.unit_name(document.station)
        return BehindLine(document.kind, document.id, document.number, title, on, station, who, *rest)
    if session is not None:
        who = desk.person_name(session.author)
        held = str(session.answers.get("session_on") or "")
        return BehindLine(SESSION, session.id, session.number, "督导记录", held, "", who, *rest)
    units = [one_.station for one_ in found.facts.workers if one_.id == one.target]
    return BehindLine(
        "", one.target, "", "社工", on, "、".join(map(desk.unit_name, units)), desk.person_name(one.target), *rest
    )


def _value(desk: Desk, found: Gathered, figure: str, one: Behind) -> str:
    """Give with what a record counts, in words."""
    annotation = found.annotations.get(one.record)
    if figure == WRITTEN or figure.startswith(TAG):
        return desk.library.label("annotation_kind", annotation.kind) if annotation is not None else ""
    if figure == SESSIONS:
        session = found.sessions.get(one.target)
        return desk.library.label("supervision_form", session.answers.get("form")) if session is not None else ""
    if not one.counted or figure == READ:
        return ""
    if figure in _REACHED:
        return _REACHED[figure][one.value]
    if figure in _POINTS:
        return f"{tenths(one.value)} 分"
    apart = f"，路上 {tenths(one.apart)} 天" if one.apart else ""
    return f"{tenths(one.value)} 天{apart}"


# ------------------------------------------------------------------------------ what recurs with a worker
def repeated_issues(desk: Desk, quarter: Quarter) -> list[tuple[str, int, int]]:
    """Give what recurs in the papers of each worker: name, code of the problem, papers.

    The 督导 of the station sees it of the workers there, a worker of themselves; no 站长 and nobody of the centre sees
    it of others (domain 14 §7: never ranking persons).
    """
    mine = assigned(desk.me, desk.clock.today().isoformat())
    told = _recurring(desk, quarter, lambda who: who.station in mine or who.worker == desk.me.worker_id)
    return [(desk.person_name(who), tag, number) for who, tag, number in told]


def own_repeated_issues(desk: Desk, quarter: Quarter) -> list[tuple[int, int]]:
    """Give what recurs in the papers of the person here, and of nobody else: code of the problem, papers."""
    told = _recurring(desk, quarter, lambda who: who.worker == desk.me.worker_id)
    return [(tag, number) for _, tag, number in told]


def _recurring(desk: Desk, quarter: Quarter, shown: Callable[[About], bool]) -> list[tuple[str, int, int]]:
    remarked = gather_facts(desk, quarter).facts.remarked
    told = [one for one in remarked if quarter.holds(county_day(one.at)) and shown(one.about)]
    return [
        (who, tag, number)
        for who, tags in sorted(repeated(told).items())
        for tag, number in sorted(tags.items(), key=lambda one: (-one[1], one[0]))
    ]


def title_of(desk: Desk, figure: str) -> str:
    """Give what a number is called."""
    if figure.startswith(TAG):
        return desk.library.label("issue_tag", int(figure.removeprefix(TAG)))
    return TITLES[figure]
