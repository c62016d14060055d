"""What became of each remark: answered, confirmed, sent back, taken back, disputed or still open, act by act."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sheqi_desktop.domain.codes_annotation import AnnotationKind, VerdictCode
from sheqi_desktop.domain.thread import LEFT_AT_CLOSURE, WAITS_FOR_WORKER, State
from sheqi_desktop.operations.demo.county_plan import Entry
from sheqi_desktop.operations.demo.dice import Dice
from sheqi_desktop.operations.demo.remark_papers import Paper, mended
from sheqi_desktop.operations.demo.remark_words import BANKS, Pen
from sheqi_desktop.operations.demo.supervision import ROUNDS, Act, Round

DESKS = tuple(
    datetime.fromisoformat(f"{moment}:00+08:00")
    for moment in ("2023-01-02T10:00", "2023-04-02T10:00", "2023-07-02T10:00", "2023-10-08T11:00", "2023-10-13T09:10")
)
"""When the supervisors sit down to what a round brought; the last time, to the last answers."""
AT_HOME = tuple(
    datetime.fromisoformat(f"{day}T15:30:00+08:00") for day in ("2023-01-04", "2023-04-04", "2023-07-04", "2023-10-09")
)
"""The day the return bundle is at the station; from the next on its workers answer."""
LAST = ROUNDS - 1
_A_STEP = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class Written:
    """A remark a supervisor writes: on which paper, at which words, and what its worker will do about it."""

    key: str
    paper: Paper
    supervisor: str
    kind: AnnotationKind
    field: str
    quote: str
    mend: bool = False
    fate: str = ""
    """``granted`` or ``refused`` for a 必改 that was disputed, ``returned`` for a paper handed back with it."""


class Year:
    """The acts of all, round by round, each at a moment of its own."""

    def __init__(self, director: str) -> None:
        """Begin with nothing done."""
        self._director = director
        self._desks: dict[int, dict[str, list[Act]]] = defaultdict(lambda: defaultdict(list))
        self._centre: dict[int, list[Act]] = defaultdict(list)
        self._stations: dict[int, dict[str, list[Act | Entry]]] = defaultdict(lambda: defaultdict(list))
        self._taken: Counter[tuple[datetime, str]] = Counter()

    def desk(self, place: int, one: Written, do: str, **said: object) -> None:
        """Let the supervisor of a remark do something in a round."""
        acts = self._desks[place][one.supervisor]
        at = DESKS[place] + len(acts) * timedelta(minutes=1)
        acts.append(Act(at, do, one.supervisor, one.paper.key, **said))  # type: ignore[arg-type]

    def centre(self, place: int, one: Written, **said: object) -> None:
        """Let the director decide something when a round's bundles are in."""
        acts = self._centre[place]
        at = DESKS[place] - timedelta(minutes=30) + len(acts) * timedelta(minutes=1)
        acts.append(Act(at, "decide", self._director, one.paper.key, **said))  # type: ignore[arg-type]

    def mend(self, place: int, at: datetime, paper: Paper, answers: Mapping[str, str]) -> None:
        """Let a worker hand a paper in anew."""
        entry = Entry(at, paper.form, paper.key, dict(answers), "submit", paper.worker, patch=True)
        self._stations[place][paper.station].append(entry)

    def station(self, place: int, at: datetime, one: Written, do: str, **said: object) -> None:
        """Let the worker who wrote a paper do something with a remark."""
        act = Act(at, do, one.paper.worker, one.paper.key, one.key, **said)  # type: ignore[arg-type]
        self._stations[place][one.paper.station].append(act)

    def moment(self, place: int, paper: Paper, dice: Dice) -> datetime:
        """Give a free moment in the days after a return bundle."""
        day = AT_HOME[place] + timedelta(days=dice.between(1, 3 if place == LAST else 9))
        self._taken[day, paper.station] += 1
        return day + self._taken[day, paper.station] * _A_STEP

    def rounds(self) -> tuple[Round, ...]:
        """Give everything, in the order in which it was done."""
        return tuple(
            Round(
                {who: tuple(acts) for who, acts in self._desks[place].items()},
                tuple(self._centre[place]),
                {code: tuple(sorted(acts, key=lambda one: one.at)) for code, acts in self._stations[place].items()},
            )
            for place in range(ROUNDS + 1)
        )


def follow(year: Year, one: Written, pen: Pen, dice: Dice) -> State:
    """Let a remark that was written go its way; give where it stands in the end."""
    place = one.paper.round
    if one.kind is AnnotationKind.PRAISE:
        ends = _praised(year, one, dice)
    elif one.kind is AnnotationKind.MUST:
        ends = _must(year, one, pen, dice)
    elif one.fate == "withdrawn":
        year.desk(place, one, "withdraw", key=one.key, text=pen.line("desk", "withdraw"))
        ends = State.WITHDRAWN
    elif place == LAST and one.kind in LEFT_AT_CLOSURE and dice.chance(30):
        ends = State.OPEN
    else:
        _answer(year, place, one, pen, dice)
        ends = _looked_at(year, place + 1, one, pen, dice)
    left = one.paper.closed and one.kind in LEFT_AT_CLOSURE and ends in WAITS_FOR_WORKER
    return State.LEFT if left else ends


def _praised(year: Year, one: Written, dice: Dice) -> State:
    place = one.paper.round
    if place == LAST and dice.chance(40):
        return State.OPEN
    year.station(place, year.moment(place, one.paper, dice), one, "read")
    return State.READ


def _must(year: Year, one: Written, pen: Pen, dice: Dice) -> State:
    place = one.paper.round
    if one.fate in ("granted", "refused", "asked"):
        year.station(place, year.moment(place, one.paper, dice), one, "appeal", text=pen.line("answer", "appeal"))
        if one.fate == "asked":
            return State.OPEN
        place += 1
        year.centre(place, one, key=one.key, word=one.fate, text=pen.line("desk", one.fate))
        if one.fate == "granted":
            return State.OVERRULED
    elif place == LAST:
        return State.OPEN
    _mend(year, place, one, pen, dice)
    return _looked_at(year, place + 1, one, pen, dice)


def _mend(year: Year, place: int, one: Written, pen: Pen, dice: Dice) -> datetime:
    at, paper = year.moment(place, one.paper, dice), one.paper
    more, instead = pen.line("revision", paper.family), pen.line("revision", "rewritten")
    year.mend(place, at, paper, {one.field: mended(paper.text(one.field), one.quote, more, instead, dice)})
    return at


def _answer(year: Year, place: int, one: Written, pen: Pen, dice: Dice) -> None:
    if one.mend:
        at = _mend(year, place, one, pen, dice) + timedelta(minutes=1)
        text = pen.answer("adopted", one.paper, one.field, one.quote)
        year.station(place, at, one, "reply", word="adopted", text=text)
        return
    bank = word = ""
    if one.kind is AnnotationKind.ADVICE:
        bank = word = "partly" if dice.chance(55) else "not_now"
    text = pen.answer(bank or BANKS[one.kind], one.paper, one.field, one.quote)
    year.station(place, year.moment(place, one.paper, dice), one, "reply", word=word, text=text)


def _looked_at(year: Year, place: int, one: Written, pen: Pen, dice: Dice) -> State:
    """Let the supervisor look at an answer: confirm it, leave it, or send it back once."""
    must = one.kind is AnnotationKind.MUST
    again = place < LAST and one.fate == "" and one.paper.form != "process_note" and dice.chance(8)
    if again:
        year.desk(place, one, "reopen", key=one.key, text=pen.line("desk", "reopen"))
        at = year.moment(place, one.paper, dice)
        if must:
            more = pen.line("revision", one.paper.family)
            year.mend(place, at, one.paper, {one.field: one.paper.text(one.field) + more})
        else:
            word = "partly" if one.kind is AnnotationKind.ADVICE else ""
            year.station(place, at, one, "reply", word=word, text=pen.line("answer", "again"))
        place += 1
    elif not must and dice.chance(7):
        return State.ANSWERED
    year.desk(place, one, "confirm", key=one.key, text=pen.line("desk", "confirm"))
    if one.fate == "returned":
        year.desk(place, one, "verdict", word=str(VerdictCode.NOTED))
    return State.CONFIRMED
