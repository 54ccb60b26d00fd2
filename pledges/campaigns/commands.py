"""``flask campaign …``."""

import click

from pledges.campaigns.queries import all_campaigns, unit_names
from pledges.campaigns.rules import stage_of
from pledges.campaigns.versions import Beside, forms_of
from pledges.foundation.command_group import CommandGroup
from pledges.foundation.commands import tell
from pledges.foundation.house import this_house
from pledges.foundation.moments import present

campaign_commands = CommandGroup("campaign", help="Campaigns.")


@campaign_commands.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def list_campaigns(*, as_json: bool) -> None:
    """Print every campaign with its forms and their versions, the newest first; the archive too."""
    today = present().today
    with this_house().database.reading() as session:
        campaigns = all_campaigns(session)
        names = unit_names(session, campaigns)
        forms = {campaign.id: forms_of(session, campaign.id) for campaign in campaigns}
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
            "late_paper_until": campaign.late_paper_until,
            "stage": stage_of(campaign, today),
            "forms": [_form(form) for form in forms[campaign.id]],
            "is_sample": campaign.is_sample,
        }
        for campaign in campaigns
    ]
    lines = [
        f"{row['id']:4} {row['stage']:8} {row['slug']:32} {row['title']} ({row['unit']}) "
        + ", ".join(_form_in_words(form) for form in forms[campaign.id])
        for row, campaign in zip(rows, campaigns, strict=True)
    ]
    tell(rows, as_json=as_json, plain="\n".join(lines) or "no campaigns")


def _form(form: Beside) -> dict[str, object]:
    """Return the numbers of a form's versions: the one in use, the one that is written (beside it, or as the first)."""
    live, draft = form.live.version, form.draft and form.draft.version
    return {
        "code": form.live.form_code,
        "live": None if form.is_first_draft else live,
        "draft": live if form.is_first_draft else draft,
    }


def _form_in_words(form: Beside) -> str:
    numbers = _form(form)
    said = [f"{state} {numbers[state]}" for state in ("live", "draft") if numbers[state]]
    return f"{numbers['code']} ({', '.join(said)})"
