"""The doors to a counter's slips, and a pack to stand behind them."""

from pledges.foundation.house import House
from tests.satisfaction.slips import pack
from tests.worlds import Village

_PACKS = "/staff/satisfaction/counters/<int:counter_id>/slips"
_END = "/staff/satisfaction/slips/<int:pack_id>/end"
COUNTERS_OWN = (_PACKS, _END)
"""They ask for somebody who prints for the commune the office sits in."""


def make_slips(house: House, village: Village) -> None:
    """Make the first pack of the village's counter."""
    pack(house, village)


def doors_of_slips(village: Village) -> dict[tuple[str, str], str]:
    """Return an address behind every door."""
    packs = f"/staff/satisfaction/counters/{village.counter_id}/slips"
    return {
        ("GET", _PACKS): packs,
        ("POST", _PACKS): packs,
        ("POST", _END): "/staff/satisfaction/slips/1/end",
    }
