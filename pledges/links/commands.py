"""``flask links …``."""

import click

from pledges.foundation.command_group import CommandGroup
from pledges.foundation.commands import tell
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.links.acts import export
from pledges.links.queries import campaign_named
from pledges.links.rules import Subject, address_of
from pledges.units.queries.tree import by_id as unit_by_id

link_commands = CommandGroup("links", help="Codes and links.")


@link_commands.command("export")
@click.option("--campaign", "campaign", required=True, help="Id or slug of the campaign.")
@click.option("--unit", "unit_id", type=int, required=True, help="Id of the unit, with all below.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def export_links(campaign: str, unit_id: int, *, as_json: bool) -> None:
    """Print kind, subject, code and address of everybody the campaign asks and every counter there.

    These are the secrets themselves, so there is no page for it: it needs the operator at the machine, and leaves a
    line in the trail.
    """
    house = this_house()
    with house.database.writing() as session:
        campaign_id = campaign_named(session, campaign).id
        unit_id = unit_by_id(session, unit_id).id
        subjects = export(session, present(), house.keys, campaign_id, unit_id)
    rows = [_row(subject, house.config.public_url) for subject in subjects]
    lines = ("\t".join(map(str, row.values())) for row in rows)
    tell(rows, as_json=as_json, plain="\n".join(lines))


def _row(subject: Subject, public_url: str) -> dict[str, object]:
    address = address_of(public_url, subject.code)
    return {"kind": subject.kind.value, "subject": subject.id, "code": subject.code, "address": address}
