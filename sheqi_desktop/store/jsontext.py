"""JSON text as it is kept in the file: Chinese as Chinese, no spaces; the fast library where there is one."""

from __future__ import annotations

import json
from typing import Any

try:
    import orjson
except ModuleNotFoundError:  # pragma: no cover - a machine for which no wheel exists
    orjson = None  # type: ignore[assignment]

if orjson is not None:

    def text(value: Any) -> str:
        """Write a value."""
        return orjson.dumps(value).decode()

    def ordered(value: Any) -> bytes:
        """Write a value with its keys in order, so that equal values give equal bytes."""
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)

    def value(written: str | bytes) -> Any:
        """Read what was written."""
        return orjson.loads(written)

else:

    def text(value: Any) -> str:
        """Write a value."""
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def ordered(value: Any) -> bytes:
        """Write a value with its keys in order, so that equal values give equal bytes."""
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    def value(written: str | bytes) -> Any:
        """Read what was written."""
        return json.loads(written)
