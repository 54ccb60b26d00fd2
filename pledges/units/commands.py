"""``flask unit …``."""

from datetime import date, datetime

import click

from pledges.foundation.command_group import CommandGroup
from pledges.foundation.commands import tell
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.foundation.vietnamese.cleaning import clean
from pledges.units.acts.adding import add_unit
from pledges.units.queries.tree import branches, roots
from pledges.units.rules import TYPE_WORDS, NewUnit, UnitKind

unit_commands = CommandGroup("unit", help="The trees of territories and organisations.")


@unit_commands.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def list_units(*, as_json: bool) -> None:
    """Print every unit that stands today, parents before children, with its id."""
    with this_house().database.reading() as session:
        found = [branch for root in roots(session) for branch in branches(session, root.id, present().today)]
    rows = [{"id": one.id, "parent": one.parent_id, "type": one.type, "name": one.name} for one in found]
    plain = "\n".join(f"{one.id:>6}  {'  ' * one.depth}{one.name}" for one in found)
    tell(rows, as_json=as_json, plain=plain)


@unit_commands.command("add")
@click.argument("name")
@click.option("--type", "type_", type=click.Choice(sorted(TYPE_WORDS)), required=True)
@click.option("--parent", "parent_id", type=int, default=None, help="Id of the unit above; none for a root.")
@click.option("--kind", type=click.Choice([kind.value for kind in UnitKind]), default=UnitKind.TERRITORY.value)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), default=None, help="First day. Default: today.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def add(name: str, type_: str, parent_id: int | None, kind: str, since: datetime | None, *, as_json: bool) -> None:
    """Add a unit to a tree and print its id."""
    if not clean(name):
        raise click.UsageError("a unit needs a name")
    occasion = present()
    first_day: date = since.date() if since else occasion.today
    with this_house().database.writing() as session:
        unit = add_unit(session, occasion, NewUnit(UnitKind(kind), type_, name, first_day, parent_id))
    tell({"id": unit.id, "name": unit.name}, as_json=as_json, plain=f"{unit.id}  {unit.name}")
