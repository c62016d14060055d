"""Between other work, the words of merged records are put into the index, one piece after the other."""

from __future__ import annotations

from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.make_findable import make_some_findable


def keep_findable(jobs: Jobs, desk: Desk) -> None:
    """Queue one piece after the other until nothing is left."""

    def done(left: object) -> None:
        if left:
            keep_findable(jobs, desk)

    jobs.run(lambda job: make_some_findable(desk), done)
