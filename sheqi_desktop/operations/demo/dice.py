"""Chance that always falls the same way: the same seed gives the same county on every computer.

Only ``random()`` of the standard generator is promised to stay the same between versions, so everything is built on it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableSequence, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Draws of one purpose; another purpose takes other dice, so that a change here does not stir the rest."""

    def __init__(self, *purpose: object) -> None:
        """Start from the words of the purpose, the county's seed first."""
        self._next = Random("/".join(map(str, purpose))).random

    def below(self, limit: int) -> int:
        """Give a whole number from 0 up to, not including, the limit."""
        return int(self._next() * limit)

    def between(self, low: int, high: int) -> int:
        """Give a whole number from low to high, both possible."""
        return low + self.below(high - low + 1)

    def chance(self, percent: int) -> bool:
        """Say yes that many times in a hundred."""
        return self.below(100) < percent

    def pick(self, choices: Sequence[T]) -> T:
        """Give one of the choices."""
        return choices[self.below(len(choices))]

    def shuffle(self, things: MutableSequence[T]) -> None:
        """Bring things into a chance order."""
        for place in range(len(things) - 1, 0, -1):
            other = self.below(place + 1)
            things[place], things[other] = things[other], things[place]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """Give the same things in a chance order."""
        mixed = list(things)
        self.shuffle(mixed)
        return mixed

    def weighted(self, weights: Mapping[T, int]) -> T:
        """Give one of the keys, more often those with a higher weight."""
        left = self.below(sum(weights.values()))
        for choice, weight in weights.items():
            left -= weight
            if left < 0:
                return choice
        raise AssertionError("the weights are used up only at the end")


def apportion(total: int, weights: Sequence[int]) -> list[int]:
    """Share a total out by largest remainder; equal remainders go to the earlier place."""
    whole = sum(weights)
    shares = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: (-(total * weights[place] % whole), place))
    for place in by_remainder[: total - sum(shares)]:
        shares[place] += 1
    return shares


def two_way(rows: Sequence[int], columns: Sequence[int]) -> list[list[int]]:
    """Fill a table of whole numbers in proportion to its margins, so that both margins are kept exactly."""
    whole = sum(rows)
    table = [[row * column // whole for column in columns] for row in rows]
    left_of_row = [row - sum(cells) for row, cells in zip(rows, table, strict=True)]
    left_of_column = [column - sum(cells[at] for cells in table) for at, column in enumerate(columns)]
    while any(left_of_row):
        _, r, c = max(
            (rows[r] * columns[c] - whole * table[r][c], -r, -c)
            for r, row_left in enumerate(left_of_row)
            if row_left
            for c, column_left in enumerate(left_of_column)
            if column_left
        )
        table[-r][-c] += 1
        left_of_row[-r] -= 1
        left_of_column[-c] -= 1
    return table


def deal(total: int, weights: Mapping[T, int], dice: Dice) -> list[T]:
    """Give so many labels, each in its exact share, in a chance order."""
    labels: list[T] = []
    for label, share in zip(weights, apportion(total, list(weights.values())), strict=True):
        labels += [label] * share
    dice.shuffle(labels)
    return labels


def lowest(things: Sequence[T], count: int, score: Callable[[T], int]) -> list[T]:
    """Give the things with the lowest score, earlier ones first among equals."""
    ranked = sorted((score(one), place) for place, one in enumerate(things))
    return [things[place] for _, place in ranked[:count]]
