"""``flask register …``."""

import hashlib
from pathlib import Path

import click

from pledges.foundation.command_group import CommandGroup
from pledges.foundation.commands import tell
from pledges.foundation.errors import DomainError
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.register import staging
from pledges.register.acts.importing import ReadList, stage_import, store_import
from pledges.register.acts.offices import add_counter, add_office
from pledges.register.queries.offices import office_by_id
from pledges.register.reading import read_households
from pledges.units.queries.tree import by_id as unit_by_id

register_commands = CommandGroup("register", help="Households, offices and officials.")


@register_commands.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--unit", "unit_id", type=int, required=True, help="Id of the hamlet.")
@click.option("--kind", type=click.Choice(["household"]), default="household", help="What the list holds.")
@click.option("--phones", is_flag=True, help="Take telephone numbers too.")
@click.option("--dry-run", is_flag=True, help="Read and report; store nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def import_list(file: Path, unit_id: int, kind: str, *, phones: bool, dry_run: bool, as_json: bool) -> None:
    """Read a list of households from a workbook and enter it into a hamlet, whole or not at all."""
    house, occasion = this_house(), present()
    try:
        reading = read_households(file, take_phones=phones, today=occasion.today)
        content = staging.staged(reading)
        if not dry_run:
            with house.database.writing() as session:
                digest = hashlib.sha256(file.read_bytes()).hexdigest()
                staged = stage_import(
                    session, occasion, ReadList(unit_id, file.name, digest, phones, content)
                )
                store_import(session, occasion, house.keys, staged, staging.households_of(content))
    except DomainError as refusal:
        raise click.ClickException(f"{refusal.title}. {refusal.advice}") from refusal
    rejected = [f"{row.place.sheet}!{row.row_number}: {row.reason.value}" for row in reading.rejected]
    result = {
        "kind": kind,
        "stored": 0 if dry_run else len(reading.households),
        "read": len(reading.households),
    }
    plain = "\n".join([f"{len(reading.households)} households read, {result['stored']} stored", *rejected])
    tell(result | {"rejected": rejected}, as_json=as_json, plain=plain)


@register_commands.command("add-office")
@click.option("--unit", "unit_id", type=int, required=True, help="Id of the office's own unit (kind organisation).")
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
