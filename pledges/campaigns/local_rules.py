"""What a unit may add to a form, and the codes its items get. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pledges.campaigns.refusals import LocalItemsInvalid
from pledges.campaigns.rules import LocalText

MOST_ITEMS = 10
"""More would bury the core, which is what is compared between units."""
LONGEST = 300


@dataclass(frozen=True)
class LocalPlace:
    """Where items are added: a form of a campaign, for the subjects in and below a unit."""

    campaign_id: int
    form_code: str
    unit_id: int


def checked(items: Sequence[LocalText]) -> list[LocalText]:
    """Return the items without idle blanks; those left wholly empty are left out.

    :raises LocalItemsInvalid: when they are too many, or one lacks a language, comes twice, is too long, has braces.
    """
    said = [LocalText(" ".join(item.vi.split()), " ".join(item.en.split())) for item in items]
    said = [item for item in said if item.vi or item.en]
    is_whole = all(item.vi and item.en and max(len(item.vi), len(item.en)) <= LONGEST for item in said)
    has_braces = any(set("{}") & set(item.vi + item.en) for item in said)
    is_distinct = len({item.vi.casefold() for item in said}) == len(said)
    if not is_whole or has_braces or not is_distinct or len(said) > MOST_ITEMS:
        raise LocalItemsInvalid(most=MOST_ITEMS)
    return said


def coded(
    unit_id: int, items: Sequence[LocalText], known: Mapping[LocalText, str], used: Collection[str]
) -> list[tuple[str, LocalText]]:
    """Return the items with their codes: the same words keep theirs, other words get one never used before.

    **why** never again: signed pledges name items by code, and another sentence must not take their place in a sum.
    """
    stem = f"L{unit_id}_"
    numbers = [int(code.removeprefix(stem)) for code in used if code.startswith(stem)]
    next_number = max(numbers, default=0) + 1
    found = []
    for item in items:
        code = known.get(item)
        if code is None:
            code, next_number = f"{stem}{next_number}", next_number + 1
        found.append((code, item))
    return found
