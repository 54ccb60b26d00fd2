"""The catalogue of what is ready to be used: the item bank, questionnaires and campaigns of the plan."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from forms.catalogue_file import CatalogueFile
from forms.consistency import check_items
from forms.decoding import encode
from forms.parts import Basis, Group, Item, Notice
from forms.questionnaire import Questionnaire
from forms.ready_campaign import ReadyCampaign

CATALOGUE = Path(__file__).parent / "catalogue"
_BANK = "items.toml"
# What a file may say that is worked into the questions and items, and is no part of a questionnaire itself.
_ONLY_IN_FILES = frozenset({"bank", "scales", "not_applicable"})


@dataclass(frozen=True)
class ItemBank:
    """All items that can be pledged, with their groups, bases and notices."""

    code: str
    version: int
    groups: tuple[Group, ...]
    bases: tuple[Basis, ...]
    notices: tuple[Notice, ...]
    items: tuple[Item, ...]

    def __post_init__(self) -> None:
        check_items(self.items, self.groups, self.bases, self.notices)


@dataclass(frozen=True)
class Catalogue:
    """The item bank and everything that is ready to be used."""

    bank: ItemBank
    questionnaires: tuple[Questionnaire, ...]
    campaigns: tuple[ReadyCampaign, ...]

    def questionnaire(self, code: str, switched_on: frozenset[str] = frozenset()) -> Questionnaire:
        """Return a ready questionnaire; items that are off by default are left out unless switched on.

        :raises KeyError: when there is no such questionnaire, or an item to switch on is not on it
        """
        return {ready.code: ready for ready in self.questionnaires}[code].offering(switched_on)

    def campaign(self, code: str) -> ReadyCampaign:
        """Return a ready campaign.

        :raises KeyError: when there is none with this code
        """
        return {ready.code: ready for ready in self.campaigns}[code]


@lru_cache
def load_catalogue(directory: Path = CATALOGUE) -> Catalogue:
    """Read and check the whole catalogue; read once, as it is part of the program.

    :raises CatalogueInvalid: naming file and key
    """
    bank = _bank(CatalogueFile.read(directory / _BANK))
    files = [CatalogueFile.read(path) for path in sorted(directory.glob("*.toml")) if path.name != _BANK]
    questionnaires = tuple(_questionnaire(file, bank) for file in files if not _is_campaign(file))
    codes = {ready.code for ready in questionnaires}
    campaigns = tuple(_campaign(file, codes) for file in files if _is_campaign(file))
    return Catalogue(bank, questionnaires, campaigns)


def _is_campaign(file: CatalogueFile) -> bool:
    return file.table.get("kind") == "campaign"


def _bank(file: CatalogueFile) -> ItemBank:
    rows = {name: file.rows(name) for name in ("groups", "bases", "notices", "items")}
    bank: ItemBank = file.decoded(ItemBank, {**file.table, **rows})
    return bank


def _questionnaire(file: CatalogueFile, bank: ItemBank) -> Questionnaire:
    mapping = {name: value for name, value in file.table.items() if name not in _ONLY_IN_FILES}
    mapping |= {name: file.rows(name) for name in ("passages", "consents")}
    mapping["questions"] = [_with_scale(file, row) for row in file.rows("questions")]
    if "items" in mapping:
        mapping |= _from_bank(file, bank)
    questionnaire: Questionnaire = file.decoded(Questionnaire, mapping)
    return questionnaire


def _from_bank(file: CatalogueFile, bank: ItemBank) -> dict[str, Any]:
    if file.table.get("bank") != bank.code:
        raise file.invalid("bank", f"must be {bank.code}")
    by_code = {item.code: item for item in bank.items}
    codes = file.codes("items")
    for code in codes:
        if code not in by_code:
            raise file.invalid("items", f"{code} is not in {_BANK}")
    items = [by_code[code] for code in codes]
    notices = {item.requires_notice for item in items}
    return {
        "items": [encode(item) for item in items],
        "groups": [encode(group) for group in bank.groups if group.code in {item.group for item in items}],
        "bases": [encode(basis) for basis in bank.bases if basis.code in {item.basis for item in items}],
        "notices": [encode(notice) for notice in bank.notices if notice.code in notices],
    }


def _with_scale(file: CatalogueFile, row: dict[str, Any]) -> dict[str, Any]:
    """Give a question the levels of the scale it names, and "not applicable" where it may be."""
    question = {name: value for name, value in row.items() if name not in ("scale", "not_applicable")}
    if "scale" not in row:
        return question
    scales = {scale.pop("code"): scale for scale in file.rows("scales")}
    place = f"scales.{row['scale']}"
    if str(row["scale"]) not in scales:
        raise file.invalid(f"questions.{row['code']}.scale", f"there is no {place}")
    question["options"] = [file.row(place, code, words) for code, words in scales[row["scale"]].items()]
    if row.get("not_applicable"):
        question["options"].append(file.row("", "na", file.table.get("not_applicable")))
    return question


def _campaign(file: CatalogueFile, questionnaires: set[str]) -> ReadyCampaign:
    mapping = {name: value for name, value in file.table.items() if name != "kind"}
    campaign: ReadyCampaign = file.decoded(ReadyCampaign, {**mapping, "slogans": file.rows("slogans")})
    for code in campaign.forms:
        if code not in questionnaires:
            raise file.invalid("forms", f"there is no questionnaire {code}")
    return campaign
