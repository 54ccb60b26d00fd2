"""The doors to the codes of an office, of its officials and of one household, and the codes behind them."""

from pledges.foundation.house import House
from pledges.links.acts import ensure_codes
from pledges.register.rules import SubjectKind

_OFFICE, _OFFICIAL = "/staff/links/offices/<int:office_id>", "/staff/links/officials/<int:official_id>"
_ACTS = ("", "/label", "/labels", "/reissue")
OFFICES_OWN = {f"{place}{act}" for place in (_OFFICE, _OFFICIAL) for act in _ACTS}
"""Routes that a hamlet's staff do not reach: an office sits in the commune."""


def give_codes(house: House, office_id: int, official_id: int) -> None:
    """Give the office and the official codes, as printing their labels does."""
    with house.database.writing() as session:
        ensure_codes(session, house.keys, SubjectKind.OFFICE, [office_id])
        ensure_codes(session, house.keys, SubjectKind.OFFICIAL, [official_id])


def doors_of_codes(household_id: int, office_id: int, official_id: int) -> dict[tuple[str, str], str]:
    """Return an address behind every door."""
    a_household, household = (
        "/staff/links/households/<int:household_id>",
        f"/staff/links/households/{household_id}",
    )
    office, official = f"/staff/links/offices/{office_id}", f"/staff/links/officials/{official_id}"
    return {
        ("GET", _OFFICE): office,
        ("GET", _OFFICIAL): official,
        ("POST", f"{_OFFICE}/labels"): f"{office}/labels",
        **{("POST", f"{_OFFICE}/{act}"): f"{office}/{act}" for act in ("label", "reissue")},
        **{("POST", f"{_OFFICIAL}/{act}"): f"{official}/{act}" for act in ("label", "reissue")},
        **{("POST", f"{a_household}/{act}"): f"{household}/{act}" for act in ("card", "label", "reissue")},
    }
