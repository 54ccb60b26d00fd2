"""The catalogue of what is ready to be used: the item bank, questionnaires and campaigns of the plan."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from forms.catalogue_file import CatalogueFile
from forms.consistency import check_items
from forms.decoding import encode
from forms.parts import Basis, Group, Item, Notice
from forms.passages import usual_passages
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

    def notice_of(self, group: str) -> str | None:
        """Return the notice that items of a group bring along; what a locality adds to the group brings it too."""
        return next(
            (item.requires_notice for item in self.items if item.group == group and item.requires_notice),
            None,
        )


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
    paths = sorted(directory.glob("*.toml"), key=_by_name)
    files = [CatalogueFile.read(path) for path in paths if path.name != _BANK]
    questionnaires = tuple(_questionnaire(file, bank) for file in files if not _is_campaign(file))
    codes = {ready.code for ready in questionnaires}
    campaigns = tuple(_campaign(file, codes) for file in files if _is_campaign(file))
    return Catalogue(bank, questionnaires, campaigns)


def _by_name(path: Path) -> str:
    # Without the ending, so that campaign-4k comes before campaign-4k-du.
    return path.stem


def questionnaire_of(file: CatalogueFile) -> Questionnaire:
    """Build a questionnaire from a file in the catalogue's style that is not of the catalogue itself.

    Items that are off by default stay off, as they do when the catalogue is read: they are switched on one by one.

    :raises CatalogueInvalid: naming the key that does not fit
    """
    return _questionnaire(file, load_catalogue().bank).offering()


def _is_campaign(file: CatalogueFile) -> bool:
    return file.table.get("kind") == "campaign"


def _bank(file: CatalogueFile) -> ItemBank:
    rows = {name: file.rows(name) for name in ("groups", "bases", "notices", "items")}
    bank: ItemBank = file.decoded(ItemBank, {**file.table, **rows})
    return bank


def _questionnaire(file: CatalogueFile, bank: ItemBank) -> Questionnaire:
    mapping = {name: value for name, value in file.table.items() if name not in _ONLY_IN_FILES}
    mapping |= {name: file.rows(name) for name in ("passages", "consents", "sections")}
    mapping["passages"] += _left_to_the_usual(mapping)
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


def _left_to_the_usual(mapping: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the usual wording for what the file leaves to it, so that a published version holds every word."""
    said = {passage["code"] for passage in mapping["passages"]}
    usual = usual_passages(str(mapping.get("kind")), str(mapping.get("subject")))
    return [{"code": code, "text": encode(text)} for code, text in usual.items() if code not in said]


def _with_scale(file: CatalogueFile, row: dict[str, Any]) -> dict[str, Any]:
    """Give a question the levels of the scale it names, and "not applicable" where it may be."""
    question = {name: value for name, value in row.items() if name not in ("scale", "not_applicable")}
    if "scale" not in row:
        return question
    scales = {scale.pop("code"): scale for scale in file.rows("scales")}
    place = f"scales.{row['scale']}"
    if str(row["scale"]) not in scales:
        raise file.invalid(f"questions.{row['code']}.scale", f"there is no {place}")
    question["options"] = [file.row(place, code, words) for code, words in scales[str(row["scale"])].items()]
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
