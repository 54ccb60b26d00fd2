"""``flask demo …``."""

import sys

import click

from pledges.demo.acts import load_when_empty
from pledges.demo.removing import remove
from pledges.demo.starting import starting_points
from pledges.foundation.command_group import CommandGroup
from pledges.foundation.commands import tell
from pledges.foundation.house import this_house
from pledges.foundation.moments import present

demo_commands = CommandGroup("demo", help="The sample commune.")
HOUSEHOLDS, SEED = 3150, 189


@demo_commands.command("load")
@click.option("--households", type=click.IntRange(1, 1_000_000), default=HOUSEHOLDS, show_default=True)
@click.option(
    "--seed", type=int, default=SEED, show_default=True, help="The same seed gives the same commune."
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def load_sample(households: int, seed: int, *, as_json: bool) -> None:
    """Load the sample commune into an empty database; fail when there is anything in it."""
    house, occasion = this_house(), present()
    loaded = load_when_empty(house, occasion, households=households, seed=seed)
    points = dict(starting_points(house, occasion)) if loaded else {}
    words = [f"{what}: {address}" for what, address in points.items()] or [
        "not loaded: there are units already"
    ]
    tell({"loaded": loaded, **points}, as_json=as_json, plain="\n".join(words))
    sys.exit(0 if loaded else 1)


@demo_commands.command("remove")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def remove_sample(*, yes: bool, as_json: bool) -> None:
    """Remove the sample commune with everything that hangs on it, before real use."""
    if not yes:
        click.confirm("Remove the sample commune and all pledges, papers and roles in it?", abort=True)
    removed = remove(this_house(), present())
    tell({"removed": removed}, as_json=as_json, plain=f"{removed} rows removed")
