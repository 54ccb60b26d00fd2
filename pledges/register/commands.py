"""``flask register …``."""

import hashlib
from pathlib import Path

import click

from pledges.foundation.command_group import CommandGroup
from pledges.foundation.commands import tell
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.register.acts.importing import NewList
from pledges.register.acts.offices import add_counter, add_office
from pledges.register.jobs import bring_in
from pledges.register.lists import Outcome
from pledges.register.queries.offices import office_by_id
from pledges.register.rules import SubjectKind
from pledges.units.queries.tree import by_id as unit_by_id

register_commands = CommandGroup("register", help="Households, offices and officials.")


@register_commands.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--unit", "unit_id", type=int, required=True, help="Id of the hamlet, commune or office.")
@click.option(
    "--kind", type=click.Choice(["household", "official"]), default="household", help="What the list holds."
)
@click.option("--phones", metavar="PURPOSE", default="", help="Take telephone numbers too, for this purpose.")
@click.option("--convert", is_flag=True, help="Bring text in TCVN3 or VNI into Unicode.")
@click.option("--dry-run", is_flag=True, help="Read, compare and report; store nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def import_list(
    file: Path, unit_id: int, kind: str, phones: str, *, convert: bool, dry_run: bool, as_json: bool
) -> None:
    """Read a list from a workbook and enter it, whole or not at all; whoever is not on it stays."""
    content = file.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    new = NewList(unit_id, SubjectKind(kind), file.name, digest, phones, {"converts": convert})
    told = bring_in(this_house(), new, content, stores=not dry_run)
    if "failure" in told:
        raise click.ClickException(told["failure"].replace("\n", ". "))
    counts = ", ".join(f"{told[outcome]} {outcome}" for outcome in Outcome)
    plain = "\n".join([f"{told['read']} {kind}s read, {told['stored']} stored ({counts})", *told["returned"]])
    tell({"kind": kind, **told}, as_json=as_json, plain=plain)


@register_commands.command("add-office")
@click.option(
    "--unit", "unit_id", type=int, required=True, help="Id of the office's own unit (kind organisation)."
)
@click.option("--seat", "seat_id", type=int, required=True, help="Id of the commune it sits in.")
@click.option("--staff", "staff_count", type=click.IntRange(1, 9999), default=1, help="How many work there.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def enter_office(unit_id: int, seat_id: int, staff_count: int, *, as_json: bool) -> None:
    """Enter an office, so that it may have counters; print its id."""
    with this_house().database.writing() as session:
        unit_by_id(session, unit_id)
        unit_by_id(session, seat_id)
        office = add_office(session, present(), unit_id, seat_id, staff_count)
    tell({"id": office.id}, as_json=as_json, plain=f"office {office.id}")


@register_commands.command("add-counter")
@click.argument("name")
@click.option("--office", "office_id", type=int, required=True, help="Id of the office.")
@click.option("--number", type=click.IntRange(1, 999), required=True, help="The number on the counter.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def enter_counter(name: str, office_id: int, number: int, *, as_json: bool) -> None:
    """Enter a counter of an office, so that visitors can say how they were served; print its id."""
    with this_house().database.writing() as session:
        counter = add_counter(session, present(), office_by_id(session, office_id), number, name)
    tell({"id": counter.id}, as_json=as_json, plain=f"counter {counter.id}")
