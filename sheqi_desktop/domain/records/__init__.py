"""One file per kind of record: from its answers to the typed source rows that counting reads.

The only room that names the questions of a form.
"""

from sheqi_desktop.domain.records.files import FileKind

_KINDS: tuple[FileKind, ...] = ()
FILES: dict[str, FileKind] = {one.kind: one for one in _KINDS}
"""Every kind of file by the id of its form."""

__all__ = ["FILES"]
