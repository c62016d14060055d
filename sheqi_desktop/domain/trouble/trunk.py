"""The trunk of the tree: a code for the telephone, two sentences in Chinese, and the facts they name."""

from __future__ import annotations

from typing import Any, ClassVar


class Trouble(Exception):
    """Something a person must hear about, in words; never a bug."""

    code: ClassVar[str] = "E-000"
    happened: ClassVar[str] = ""
    remedy: ClassVar[str] = ""
    exit_status: ClassVar[int] = 2

    def __init__(self, **facts: Any) -> None:
        """Remember the facts the two sentences name."""
        super().__init__()
        self.facts = facts

    def __reduce__(self) -> tuple[Any, ...]:
        """Let a trouble travel from one process to another, facts and all."""
        return _remade, (type(self), dict(self.__dict__))

    @property
    def sentence(self) -> str:
        """What happened and what to do, ready to be shown."""
        return (self.happened + self.next_step).format(**self.facts)

    @property
    def next_step(self) -> str:
        """What to do next, its facts not yet filled in."""
        return self.remedy

    def __str__(self) -> str:
        """Give the sentence with its code, as the command line prints it."""
        return f"{self.sentence}（{self.code}）"


def _remade(kind: type[Trouble], state: dict[str, Any]) -> Trouble:
    made = kind.__new__(kind)
    made.__dict__.update(state)
    return made
