"""Bundles that were kept until an approval or an upgrade came, and may be taken in now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.operations.lay_aside import Waiting

WORDS = "核准或升级以前来的包，文件存在这台电脑上，不用再找原来的文件。"


class WaitingBundles(Banner):
    """Hidden while nothing waits."""

    def __init__(self, known: Collection[Path]) -> None:
        super().__init__("info", "", name="import_waiting", icon="hourglass", pressed=self.hide)
        self.found: Sequence[Waiting] = ()
        self._known = known
        self.hide()

    def offer(self, found: Sequence[Waiting]) -> None:
        """Offer those whose card does not lie here yet."""
        self.found = [one for one in found if one.path not in self._known]
        self.say("info", f"有 {len(self.found)} 个等着的包，现在可以再看一次", WORDS, "核对这些包")
        self.setVisible(bool(self.found))

    def name_of(self, path: Path) -> str:
        """Give what the file of a bundle that waited was called, '' for any other."""
        return next((one.name for one in self.found if one.path == path), "")
