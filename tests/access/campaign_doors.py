"""The doors to a campaign, its forms and versions, and the steps of its life."""

# The first version that a house makes: the households' form of its first campaign.
VERSION = 1
_ONE = "/staff/campaigns/<int:campaign_id>"

# What only whoever holds the campaign's own unit may do.
CAMPAIGNS_OWN = {
    _ONE,
    *(
        f"{_ONE}/{act}"
        for act in ("archive", "base", "close", "closing", "codes", "forms", "newcomers", "title")
    ),
    f"{_ONE}/forms/<form_code>/remove",
    f"{_ONE}/versions/<int:version_id>/discard",
    f"{_ONE}/versions/<int:version_id>/publish",
}


def doors_of_campaigns(campaign_id: int, draft_id: int, unit_id: int) -> dict[tuple[str, str], str]:
    """Return an address behind every door."""
    opened, draft = f"/staff/campaigns/{campaign_id}", f"/staff/campaigns/{draft_id}"
    local, a_local = (
        f"{opened}/forms/HO-ATGT/local/{unit_id}",
        f"{_ONE}/forms/<form_code>/local/<int:unit_id>",
    )
    return {
        ("GET", _ONE): opened,
        ("POST", _ONE): draft,
        ("GET", f"{_ONE}/forms/<form_code>"): f"{opened}/forms/HO-ATGT",
        ("POST", f"{_ONE}/newcomers"): f"{opened}/newcomers",
        ("POST", f"{_ONE}/base"): f"{draft}/base",
        ("POST", f"{_ONE}/codes"): f"{draft}/codes",
        ("POST", f"{_ONE}/title"): f"{draft}/title",
        ("POST", f"{_ONE}/forms"): f"{opened}/forms",
        ("POST", f"{_ONE}/forms/<form_code>/remove"): f"{draft}/forms/KS-MC/remove",
        ("GET", a_local): local,
        ("POST", a_local): local,
        **{
            ("POST", f"{_ONE}/versions/<int:version_id>/{act}"): f"{opened}/versions/{VERSION}/{act}"
            for act in ("discard", "publish")
        },
    }


def ends_of_campaigns(campaign_id: int) -> dict[tuple[str, str], str]:
    """Return an address behind every door that ends something, in order."""
    opened = f"/staff/campaigns/{campaign_id}"
    return {("POST", f"{_ONE}/{step}"): f"{opened}/{step}" for step in ("closing", "close", "archive")}
