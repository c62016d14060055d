"""An answer as it is read with its annotations: words of the record, words of ours, and ●1 behind what was annotated.

Every letter of an answer knows its place in the answer (code points after NFC), wherever it comes to stand on screen.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sheqi_desktop.domain.annotation import PhotoRect, nfc
from sheqi_desktop.gui.text_places import showable

FLAG = "●"
FLAGS_AT_MOST = 4
"""So many numbers stand behind one place; of more the first ones, and how many there are."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that belong together: of the answer at ``path``, or of ours without one.

    ``exact``: these are the letters of the answer, so that a part of them can be annotated; a date or a word from a
    list is annotated as a whole.
    """

    text: str
    path: str = ""
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """One annotation to be shown: its number, its meaning, and where; without ``start`` the whole answer."""

    annotation: str
    number: int
    tone: str
    path: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of what is shown: letters of an answer from ``start`` on, a number, or words of ours."""

    at: int
    long: int
    path: str = ""
    start: int = 0
    exact: bool = False
    annotation: str = ""


@dataclass(frozen=True, slots=True)
class Picked:
    """What is selected: an answer, and a part of it where its letters can be counted, or a part of a photo."""

    path: str
    start: int | None = None
    end: int | None = None
    quote: str = ""
    photo: PhotoRect | None = None


@dataclass(frozen=True, slots=True)
class Light:
    """A stretch of what is shown that stands on the ground of a meaning."""

    start: int
    end: int
    tone: str


class Laid:
    """Everything shown, with the way from a place on screen to a place in an answer and back."""

    def __init__(self, runs: Iterable[Run], marks: Sequence[Mark] = ()) -> None:
        """Put the numbers behind the words they are about."""
        self.segments: list[Segment] = []
        self._text: list[str] = []
        self._long = 0
        at_path: dict[str, list[Mark]] = defaultdict(list)
        for mark in marks:
            at_path[mark.path].append(mark)
        for run in runs:
            self._put(run, at_path.get(run.path, []) if run.path else [])
        self.text = "".join(self._text)
        self._starts = [one.at for one in self.segments]
        self._at_path: dict[str, list[Segment]] = defaultdict(list)
        for one in self.segments:
            self._at_path[one.path].append(one)
        # A thousand annotations stand at a few places.
        places = {(one.path, one.start, one.end, one.tone): one for one in marks}
        self.lights = [light for mark in places.values() if (light := self.light(mark)) is not None]

    def _put(self, run: Run, marks: list[Mark]) -> None:
        text = nfc(run.text) if run.path else run.text
        behind: dict[int, list[Mark]] = defaultdict(list)
        for mark in marks:
            whole = mark.end is None or not run.exact
            behind[len(text) if whole else min(max(mark.end or 0, 0), len(text))].append(mark)
        done = 0
        for end in sorted(behind):
            self._words(text[done:end], run, done)
            self._flags(behind[end])
            done = end
        self._words(text[done:], run, done)

    def _words(self, text: str, run: Run, start: int) -> None:
        if text:
            self.segments.append(Segment(self._long, len(text), run.path, start, run.exact))
            self._add(showable(text))

    def _flags(self, marks: list[Mark]) -> None:
        ordered = sorted(marks, key=lambda one: one.number)
        shown = ordered if len(ordered) <= FLAGS_AT_MOST else ordered[: FLAGS_AT_MOST - 1]
        for mark in shown:
            self._flag(f"{FLAG}{mark.number}", mark.annotation)
        if len(shown) < len(ordered):
            self._flag(f"{FLAG}等{len(ordered)}条", ordered[len(shown)].annotation)

    def _flag(self, words: str, annotation: str) -> None:
        self.segments.append(Segment(self._long, len(words), annotation=annotation))
        self._add(words)

    def _add(self, words: str) -> None:
        self._text.append(words)
        self._long += len(words)

    # ------------------------------------------------------------------ the way back
    def at(self, place: int) -> Segment | None:
        """Give the stretch a place on screen lies in."""
        found = bisect_right(self._starts, place) - 1
        if found < 0:
            return None
        one = self.segments[found]
        return one if place < one.at + one.long else None

    def place(self, path: str, start: int | None, *, end: bool = False) -> int | None:
        """Give where a letter of an answer stands on screen; with ``end`` the place behind the letter before."""
        mine = self._at_path.get(path) if path else None
        if not mine:
            return None
        if start is None or not mine[0].exact:
            return mine[-1].at + mine[-1].long if end else mine[0].at
        wanted = start - 1 if end else start
        for one in mine:
            if one.start <= wanted < one.start + one.long:
                return one.at + wanted - one.start + end
        return mine[-1].at + mine[-1].long if end or start > 0 else mine[0].at

    def light(self, mark: Mark) -> Light | None:
        """Give the stretch on screen an annotation is about, None where its words are not shown here."""
        start, end = self.place(mark.path, mark.start), self.place(mark.path, mark.end, end=True)
        return Light(start, end, mark.tone) if start is not None and end is not None and start < end else None

    def picked(self, start: int, end: int) -> Picked | None:
        """Give what a selection on screen means: the first answer it touches, cut to that answer."""
        inside = [one for one in self.segments if one.path and one.at < end and one.at + one.long > start]
        if not inside:
            return None
        first = inside[0]
        if not first.exact:
            return Picked(first.path)
        own = [one for one in inside if one.path == first.path]
        begin = own[0].start + max(0, start - own[0].at)
        last = own[-1]
        finish = last.start + min(last.long, end - last.at)
        quote = "".join(
            self.text[max(one.at, start) : min(one.at + one.long, end)] for one in own
        )  # what is shown, cut at the same places
        return Picked(first.path, begin, finish, quote)
