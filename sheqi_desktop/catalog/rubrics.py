"""Read the criteria of 文书质量评分 from resources/rubrics; every complaint names the file and the line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sheqi_desktop.catalog.toml_lines import TomlFile
from sheqi_desktop.domain.rubric import LEVELS, Criterion, Rubric

_FILE = frozenset({"id", "title", "criterion"})
_CRITERION = frozenset({"code", "title", "weight", "levels", "proposed"})
_WHOLE = 100


def load_rubrics(folder: Path) -> dict[str, Rubric]:
    """Read every rubric of a folder by its id."""
    found = (load_rubric(path) for path in sorted(folder.glob("*.toml")))
    return {one.id: one for one in found}


def load_rubric(path: Path) -> Rubric:
    """Read one rubric; raise CatalogTrouble where its weights are not 100 together or a level has no words."""
    file = TomlFile(path)
    file.only(file.data, _FILE, "", "评分标准")
    file.need(file.data, ("id", "title", "criterion"), "", "评分标准")
    criteria = tuple(_criterion(file, place, one) for place, one in enumerate(file.data["criterion"]))
    if file.data["id"] != path.stem:
        raise file.complain(f"文件名应为{file.data['id']}.toml", "", "id")
    if len({one.code for one in criteria}) != len(criteria):
        raise file.complain("标准的代号重复了")
    if sum(one.weight for one in criteria) != _WHOLE:
        raise file.complain("各项权重合计应为100")
    return Rubric(file.data["id"], file.data["title"], criteria)


def _criterion(file: TomlFile, place: int, given: dict[str, Any]) -> Criterion:
    table = f"criterion/{place}"
    file.only(given, _CRITERION, table, "标准")
    file.need(given, ("code", "title", "weight", "levels"), table, "标准")
    weight, levels = given["weight"], given["levels"]
    if type(weight) is not int or not 0 < weight <= _WHOLE:
        raise file.complain("权重应为1至100的整数", table, "weight")
    if not isinstance(levels, list) or len(levels) != len(LEVELS) or not all(isinstance(one, str) for one in levels):
        raise file.complain("每项标准要有五个等级的说明", table, "levels")
    return Criterion(given["code"], given["title"], weight, tuple(levels), bool(given.get("proposed", False)))
