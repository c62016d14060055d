"""Forms, vocabularies, places and the contract, read once and handed to every verb."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from sheqi_desktop import BUILT_ON, __version__
from sheqi_desktop.catalog import assets
from sheqi_desktop.catalog.contracts import load_contract
from sheqi_desktop.catalog.forms import load_forms
from sheqi_desktop.catalog.holidays import load_working_days
from sheqi_desktop.catalog.late_limits import load_late_limits
from sheqi_desktop.catalog.manual import Manual, load_manual
from sheqi_desktop.catalog.phones import Phone, load_phones
from sheqi_desktop.catalog.places import Places, load_places
from sheqi_desktop.catalog.regions import Regions
from sheqi_desktop.catalog.rubrics import load_rubrics
from sheqi_desktop.catalog.stars import load_star_hours
from sheqi_desktop.catalog.vocabularies import load_vocabularies
from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.counting.contract import Contract
from sheqi_desktop.domain.form import Form
from sheqi_desktop.domain.rubric import Rubric
from sheqi_desktop.domain.trouble import NotFound
from sheqi_desktop.domain.vocabulary import Vocabulary
from sheqi_desktop.domain.working_days import WorkingDays

CONTRACT = "sheqi-2022.toml"
OF_A_NEWER_PROGRAM = "新版软件的记录（请升级后再看）"


class Library:
    """What the program carries; each shelf is read when it is first needed, and kept."""

    @cached_property
    def vocabularies(self) -> dict[str, Vocabulary]:
        """The words people choose from, by id."""
        return load_vocabularies(assets.resources_dir() / "vocabularies")

    @cached_property
    def _forms(self) -> dict[tuple[str, int], Form]:
        return load_forms(assets.forms_dir(), self.vocabularies)

    @cached_property
    def places(self) -> Places:
        """The stations and villages of the county."""
        return load_places(assets.resources_dir() / "places")

    @cached_property
    def regions(self) -> Regions:
        """The county, its townships and villages, as a 户籍地 names them."""
        return Regions(self.contract.county_code, self.contract.county_name, self.places)

    @cached_property
    def phones(self) -> tuple[Phone, ...]:
        """Whom to call when somebody is in danger."""
        return load_phones(assets.resources_dir() / "county" / "phones.toml")

    @cached_property
    def manual(self) -> Manual:
        """What F1 shows."""
        return load_manual(assets.manual_dir())

    @cached_property
    def working_days(self) -> WorkingDays:
        """The working days of the county."""
        return load_working_days(assets.resources_dir() / "holidays")

    @cached_property
    def star_hours(self) -> tuple[int, ...]:
        """The hours of service from which a volunteer reaches one star, two stars and so on."""
        return load_star_hours(assets.resources_dir() / "volunteers" / "stars.csv")

    @cached_property
    def rubrics(self) -> dict[str, Rubric]:
        """The criteria of 文书质量评分, by set of documents: case, group, visit."""
        return load_rubrics(assets.resources_dir() / "rubrics")

    @cached_property
    def late_limits(self) -> dict[str, int]:
        """The days after which an entry is late, by kind, as the county set them."""
        return load_late_limits(assets.resources_dir() / "county" / "late_entry.toml", set(self.kinds()))

    @cached_property
    def contract(self) -> Contract:
        """The contract in force."""
        return self.contract_file(assets.resources_dir() / "contracts" / CONTRACT)

    def contract_file(self, path: Path) -> Contract:
        """Read another contract file with every load check; raise ContractTrouble naming its line."""
        return load_contract(path, {station.code for station in self.places.stations})

    def form(self, kind: str, version: int | None = None) -> Form:
        """Give a form in the newest version, or the one a record was written with.

        Raises NotFound for a kind nobody made a form for.
        """
        versions = [number for name, number in self._forms if name == kind]
        if not versions:
            raise NotFound(what="表单", key=kind)
        wanted = version if version in versions else max(versions)
        return self._forms[kind, wanted]

    def form_of(self, kind: str, answers: Answers) -> Form:
        """Give the form version a record was written with; for a kind only a newer program knows, an empty form."""
        told = answers.get("_form")
        version = told if isinstance(told, int) else None
        return self.form(kind, version) if kind in self._known else Form(kind, version or 1, OF_A_NEWER_PROGRAM, "", ())

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.kinds())

    def rules_of(self, kind: str) -> str:
        """Name the rules a record of a kind is judged by: every version of its form, and this program's checks."""
        if kind not in self._rules:
            files = sorted(assets.forms_dir().glob(f"{kind}.v*.toml"))
            told = b"\0".join([__version__.encode(), BUILT_ON.encode(), *(one.read_bytes() for one in files)])
            self._rules[kind] = hashlib.blake2b(told, digest_size=8).hexdigest()
        return self._rules[kind]

    @cached_property
    def _rules(self) -> dict[str, str]:
        return {}

    @cached_property
    def signers_say(self) -> dict[str, frozenset[str]]:
        """Name, by kind, the answers that only a signer gives, in any version of its form."""
        found: dict[str, frozenset[str]] = {}
        for (kind, _), form in self._forms.items():
            found[kind] = found.get(kind, frozenset()).union(form.signer_answers)
        return {kind: names for kind, names in found.items() if names}

    def kinds(self) -> Iterator[str]:
        """Name the kinds of record there are forms for."""
        yield from dict.fromkeys(name for name, _ in self._forms)

    def label(self, vocabulary: str, code: object) -> str:
        """Give the words for a code, '' when nothing was answered."""
        entry = self.vocabularies[vocabulary].by_code(code) if code is not None else None
        return entry.label if entry else ""

    @property
    def centre_unit(self) -> str:
        """The code the centre's own rows carry."""
        return f"{self.contract.county_code}000"

    def unit_name(self, unit: str) -> str:
        """Give the name of a station, of the centre, or the code itself."""
        station = self.places.station(unit)
        if station is not None:
            return station.name
        return self.contract.centre_name if unit == self.centre_unit else unit
