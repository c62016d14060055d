"""What a person may choose before something is printed, as one value for the window and the verb."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sheqi_desktop.operations.second_person import Second
from sheqi_desktop.reports.context import PaperContext


@dataclass(frozen=True, slots=True)
class PrintChoices:
    """Which paper, and what may be read on it; the fields of ``PaperContext`` say what each look does."""

    paper: str = ""
    """The id of a paper of the form; empty takes the one that fits the answers."""
    masked: bool = True
    reason: str = ""
    second: Second | None = None
    """Who agreed to an unmasked print, where another person has to."""
    names: bool = True
    footer: bool = True
    opinions: bool = True
    blanks: bool = True
    remarks: bool = False
    """带批注往来: the annotations with their threads go along (domain 03 §4)."""

    def on(self, context: PaperContext) -> PaperContext:
        """Let a paper be made as it was chosen."""
        return replace(
            context,
            masks=self.masked,
            names=self.names,
            footer=self.footer,
            opinions=self.opinions,
            blanks=self.blanks,
        )


AS_USUAL = PrintChoices()
"""Masked, with names, foot, opinions and room to sign."""
