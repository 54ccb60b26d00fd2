"""``flask unit …``."""

import hashlib
import sys
from datetime import date, datetime
from pathlib import Path

import click

from pledges.foundation.command_group import CommandGroup
from pledges.foundation.commands import tell
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.foundation.vietnamese.cleaning import clean
from pledges.units.acts.adding import add_unit
from pledges.units.acts.facts import load_binh_thuan
from pledges.units.acts.lists import ReadUnitList, compared, discard_list, stage_list, store_list
from pledges.units.jobs import carry_out_due
from pledges.units.official_list.comparison import Comparison
from pledges.units.official_list.reading import read_unit_list
from pledges.units.queries.codes import by_code
from pledges.units.queries.tree import branches, roots_on
from pledges.units.rules import NewUnit, UnitKind
from pledges.units.unit_types import unit_types

unit_commands = CommandGroup("unit", help="The trees of territories and organisations.")
_DAY = click.DateTime(["%Y-%m-%d"])


@unit_commands.command("list")
@click.option("--on", type=_DAY, default=None, help="The day whose tree is printed. Default: today.")
@click.option(
    "--under", "root_id", type=int, default=None, help="Id of the unit to begin with. Default: all."
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def list_units(on: datetime | None, root_id: int | None, *, as_json: bool) -> None:
    """Print every unit that stands on a day, parents before children, with its id."""
    day = _day(on)
    with this_house().database.reading() as session:
        tops = [root_id] if root_id is not None else roots_on(session, day)
        found = [branch for top in tops for branch in branches(session, top, day)]
    if root_id is not None and not found:
        raise click.ClickException("no such unit stands on that day")
    rows = [{"id": one.id, "parent": one.parent_id, "type": one.type, "name": one.name} for one in found]
    plain = "\n".join(f"{one.id:>6}  {'  ' * one.depth}{one.name}" for one in found)
    tell(rows, as_json=as_json, plain=plain)


@unit_commands.command("add")
@click.argument("name")
@click.option("--type", "type_", type=click.Choice(sorted(unit_types())), required=True)
@click.option("--parent", "parent_id", type=int, default=None, help="Id of the unit above; none for a root.")
@click.option(
    "--kind", type=click.Choice([kind.value for kind in UnitKind]), default=None, help="Default: the type's."
)
@click.option("--since", type=_DAY, default=None, help="First day. Default: today.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def add(
    name: str, type_: str, parent_id: int | None, kind: str | None, since: datetime | None, *, as_json: bool
) -> None:
    """Add a unit to a tree and print its id."""
    if not clean(name):
        raise click.UsageError("a unit needs a name")
    tree = UnitKind(kind) if kind else unit_types()[type_].kind
    with this_house().database.writing() as session:
        unit = add_unit(session, present(), NewUnit(tree, type_, name, _day(since), parent_id))
    tell({"id": unit.id, "name": unit.name}, as_json=as_json, plain=f"{unit.id}  {unit.name}")


@unit_commands.command("find")
@click.argument("code")
@click.option("--on", type=_DAY, default=None, help="The day on which the code is asked for. Default: today.")
@click.option("--scheme", default=None, help="Such as NSO-2024; default: any.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def find(code: str, on: datetime | None, scheme: str | None, *, as_json: bool) -> None:
    """Print the units that carried an official code on a day; fail when none did."""
    with this_house().database.reading() as session:
        found = by_code(session, code, _day(on), scheme)
    if not found:
        raise click.ClickException("no unit carries this code on that day")
    rows = [{"id": unit.id, "type": unit.type, "name": unit.name} for unit in found]
    tell(rows, as_json=as_json, plain="\n".join(f"{unit.id:>6}  {unit.name}" for unit in found))


@unit_commands.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--scheme", required=True, help="To which the codes belong, such as NSO-2025.")
@click.option("--parent", "parent_id", type=int, default=None, help="Id of the unit above; none for roots.")
@click.option("--since", type=_DAY, required=True, help="The first day on which the list holds.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be entered.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def import_list(
    file: Path, scheme: str, parent_id: int | None, since: datetime, *, dry_run: bool, as_json: bool
) -> None:
    """Enter the unit list of the statistics office (.xlsx, .xls, .ods, .csv); units that stand stay as they are."""
    listed = read_unit_list(file)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    read = ReadUnitList(file.name, digest, scheme, parent_id, since.date(), listed)
    with this_house().database.writing() as session:
        kept = stage_list(session, present(), read)
        if dry_run:
            found = compared(session, kept)
            discard_list(session, present(), kept.id)
        else:
            found = store_list(session, present(), kept.id)
    _tell_comparison(found, as_json=as_json)


@unit_commands.command("facts")
@click.argument("which", type=click.Choice(["binh-thuan"]))
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def load_facts(which: str, *, as_json: bool) -> None:  # noqa: ARG001  # there is one choice so far
    """Enter old Bình Thuận, Lâm Đồng of 1 July 2025 and which commune followed which."""
    with this_house().database.writing() as session:
        entered = load_binh_thuan(session, present())
    plain = f"old units: {entered.old}, new units: {entered.new}"
    tell({"old": entered.old, "new": entered.new}, as_json=as_json, plain=plain)


@unit_commands.command("carry-out-due")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def carry_out_due_changes(*, as_json: bool) -> None:
    """Carry out every planned change of units whose day has come; fail when one could not be done."""
    found = carry_out_due(this_house(), present())
    lines = [f"{change_id}: {'done' if is_done else 'given up'}" for change_id, is_done in found.items()]
    tell(found, as_json=as_json, plain="\n".join(lines) or "ok")
    sys.exit(0 if all(found.values()) else 1)


def _tell_comparison(found: Comparison, *, as_json: bool) -> None:
    numbers = {
        "new": len(found.new),
        "known": found.known,
        "got_code": len(found.named),
        "otherwise": len(found.otherwise),
        "missing": len(found.missing),
        "refused": [{"row": row.row, "reason": row.reason.value, "text": row.text} for row in found.refused],
    }
    lines = [f"{name}: {number}" for name, number in numbers.items() if name != "refused"]
    lines += [f"row {row.row}: {row.reason.value}: {row.text}" for row in found.refused]
    tell(numbers, as_json=as_json, plain="\n".join(lines))


def _day(said: datetime | None) -> date:
    return said.date() if said else present().today
