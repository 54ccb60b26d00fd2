"""The doors to signed commitments on paper and to blank forms."""

_OF_UNIT = "<int:campaign_id>/<int:unit_id>"


def doors_of_commitments(campaign_id: int, unit_id: int, response_id: int) -> dict[tuple[str, str], str]:
    """Return an address behind every door for staff that names a unit or a pledge."""
    unit, address = f"/staff/commitments/{_OF_UNIT}", f"/staff/commitments/{campaign_id}/{unit_id}"
    return {
        ("GET", unit): address,
        ("POST", unit): address,
        ("POST", "/staff/pledges/<int:response_id>/commitment"): f"/staff/pledges/{response_id}/commitment",
    }


def doors_of_blank_forms(campaign_id: int, unit_id: int) -> dict[tuple[str, str], str]:
    """Return an address behind every door."""
    unit, address = f"/staff/blank-forms/{_OF_UNIT}", f"/staff/blank-forms/{campaign_id}/{unit_id}"
    return {("GET", unit): address, ("POST", unit): address, ("POST", f"{unit}/loose"): f"{address}/loose"}
