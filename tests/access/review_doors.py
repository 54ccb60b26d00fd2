"""The doors to the list for review and to the hamlet head's way from door to door."""

LISTS_TO_REVIEW = ("review", "tonight", "messages")
FORMS_TO_REVIEW = ("review",)


def doors_of_tonight(campaign_id: int, unit_id: int) -> dict[tuple[str, str], str]:
    """Return an address behind every door that names something."""
    route, address = (
        "/staff/tonight/<int:campaign_id>/<int:unit_id>",
        f"/staff/tonight/{campaign_id}/{unit_id}",
    )
    return {("GET", route): address, ("POST", route): address}
