"""The doors of stationery, each with an address that leads to a unit's own papers."""

_UNIT = "/staff/stationery/<int:unit_id>"
_BLOCK = f"{_UNIT}/papers/<paper>/<block>"
_PRINTERS = f"{_UNIT}/printers"


def doors_of_stationery(unit_id: int) -> dict[tuple[str, str], str]:
    """Return an address behind every door of a unit's papers, head and printers."""
    unit = f"/staff/stationery/{unit_id}"
    block, printers = f"{unit}/papers/certificate/lead", f"{unit}/printers"
    return {
        ("GET", _UNIT): unit,
        ("GET", _BLOCK): block,
        ("POST", _BLOCK): block,
        ("POST", f"{_BLOCK}/try"): f"{block}/try",
        ("POST", f"{_BLOCK}/inherit"): f"{block}/inherit",
        ("GET", f"{_BLOCK}/history"): f"{block}/history",
        ("GET", f"{_UNIT}/head"): f"{unit}/head",
        ("POST", f"{_UNIT}/head"): f"{unit}/head",
        ("POST", f"{_UNIT}/head/try"): f"{unit}/head/try",
        ("POST", f"{_UNIT}/head/inherit"): f"{unit}/head/inherit",
        ("GET", _PRINTERS): printers,
        ("POST", f"{_PRINTERS}/<stock>"): f"{printers}/a4-24",
        ("POST", f"{_PRINTERS}/<stock>/test"): f"{printers}/a4-24/test",
    }
