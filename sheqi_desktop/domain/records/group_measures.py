"""前后测: the same people asked before and after; only pairs are compared, and few pairs give no percentages."""

from __future__ import annotations

from dataclasses import dataclass

from sheqi_desktop.domain.answers import Answers, Value, rows

PAIRS_FOR_PER_CENT = 5


@dataclass(frozen=True, slots=True)
class Measured:
    """How many were asked before and after, and the pairs in tenths of a point."""

    before: int
    after: int
    pairs: tuple[tuple[int, int], ...]

    @property
    def means(self) -> tuple[str, str] | None:
        """Give both means with one decimal place, rounded half up; None without a pair."""
        if not self.pairs:
            return None
        return _mean([one for one, _ in self.pairs]), _mean([other for _, other in self.pairs])

    @property
    def per_cent(self) -> int | None:
        """Give the change of the mean in per cent of the first; None with fewer than five pairs."""
        first, then = (sum(pair[place] for pair in self.pairs) for place in (0, 1))
        if len(self.pairs) < PAIRS_FOR_PER_CENT or not first:
            return None
        return (abs(then - first) * 200 + first) // (2 * first) * (1 if then >= first else -1)


def measured(answers: Answers) -> Measured:
    """Read the lines of the 前后测."""
    told = [(tenths(row.get("pre")), tenths(row.get("post"))) for row in rows(answers, "measures")]
    return Measured(
        before=sum(pre is not None for pre, _ in told),
        after=sum(post is not None for _, post in told),
        pairs=tuple((pre, post) for pre, post in told if pre is not None and post is not None),
    )


def tenths(value: Value) -> int | None:
    """Read a number with one decimal place as tenths."""
    if not isinstance(value, str):
        return None
    whole, _, part = value.partition(".")
    return (
        int(whole) * 10 + int(part or 0)
        if whole.isdigit() and len(part) <= 1 and (not part or part.isdigit())
        else None
    )


def _mean(values: list[int]) -> str:
    rounded = (2 * sum(values) + len(values)) // (2 * len(values))
    return f"{rounded // 10}.{rounded % 10}"
