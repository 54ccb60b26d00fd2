"""``flask staff …``."""

import click

from pledges.foundation.command_group import CommandGroup
from pledges.foundation.commands import tell
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.staff.acts import invite
from pledges.staff.rules import Grant, Role, UnitsToChoose, sign_in_address

staff_commands = CommandGroup("staff", help="Accounts of staff.")


@staff_commands.command("invite")
@click.argument("login_name")
@click.option("--name", "display_name", required=True, help="The person's name as shown.")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option(
    "--unit", "unit_id", type=int, required=True, help="Id of the unit the role reaches, with all below."
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def invite_staff(login_name: str, display_name: str, role: str, unit_id: int, *, as_json: bool) -> None:
    """Open an account (or renew a lost one) and print its one-time sign-in link, good for 72 hours."""
    house, occasion = this_house(), present()
    with house.database.writing() as session:
        if not house.handed(UnitsToChoose).names(session, [unit_id]):
            raise click.ClickException("no such unit (unit list prints them)")
        secret = invite(session, occasion, login_name, display_name, Grant(Role(role), unit_id))
    link = sign_in_address(house.config.public_url, secret)
    tell({"login_name": login_name, "link": link}, as_json=as_json, plain=link)
