"""The words of annotations and supervision are those Python speaks of."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

import pytest

from sheqi_desktop.catalog.rubrics import load_rubric
from sheqi_desktop.domain import codes_annotation as codes
from sheqi_desktop.domain.trouble import CatalogTrouble
from tests.builders import vocabularies
from tests.desks import LIBRARY

MIRRORS: dict[str, type[Enum]] = {
    "annotation_kind": codes.AnnotationKind,
    "annotation_act": codes.Act,
    "adoption": codes.Adoption,
    "verdict": codes.VerdictCode,
    "supervision_form": codes.SupervisionForm,
    "rubric_set": codes.RubricSet,
}


@pytest.mark.parametrize(("name", "mirror"), MIRRORS.items())
def test_python_speaks_of_the_same_codes_as_the_file(name: str, mirror: type[Enum]) -> None:
    assert {one.name.lower(): one.value for one in mirror} == {e.name: e.code for e in vocabularies()[name]}


def test_every_set_of_documents_has_its_rubric() -> None:
    assert set(LIBRARY.rubrics) == set(codes.RubricSet)


def test_weights_that_are_not_a_hundred_are_refused_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "visit.toml"
    levels = ", ".join(f'"{n}"' for n in range(5))
    path.write_text(
        f'id = "visit"\ntitle = "探访"\n[[criterion]]\ncode = "V1"\ntitle = "真实"\nweight = 99\nlevels = [{levels}]\n',
        "utf-8",
    )
    with pytest.raises(CatalogTrouble) as told:
        load_rubric(path)
    assert "合计应为100" in str(told.value)
