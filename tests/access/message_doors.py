"""The doors to a hamlet's messages, which carry every household's own link."""


def doors_of_messages(campaign_id: int, unit_id: int) -> dict[tuple[str, str], str]:
    """Return an address behind every door that names something."""
    route, address = (
        "/staff/messages/<int:campaign_id>/<int:unit_id>",
        f"/staff/messages/{campaign_id}/{unit_id}",
    )
    return {("GET", route): address, ("POST", route): address}
