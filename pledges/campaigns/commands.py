"""``flask campaign …``."""

import click

from pledges.campaigns.queries import all_campaigns, unit_names
from pledges.foundation.command_group import CommandGroup
from pledges.foundation.commands import tell
from pledges.foundation.house import this_house

campaign_commands = CommandGroup("campaign", help="Campaigns.")


@campaign_commands.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def list_campaigns(*, as_json: bool) -> None:
    """Print every campaign, the newest first."""
    with this_house().database.reading() as session:
        campaigns = all_campaigns(session)
        names = unit_names(session, campaigns)
    rows = [
        {
            "id": campaign.id,
            "slug": campaign.slug,
            "title": campaign.title_vi,
            "unit_id": campaign.unit_id,
            "unit": names[campaign.unit_id],
            "state": campaign.state,
            "opens_on": campaign.opens_on,
            "closes_on": campaign.closes_on,
            "is_sample": campaign.is_sample,
        }
        for campaign in campaigns
    ]
    lines = [f"{row['id']:4} {row['state']:8} {row['slug']:32} {row['title']} ({row['unit']})" for row in rows]
    tell(rows, as_json=as_json, plain="\n".join(lines) or "no campaigns")
