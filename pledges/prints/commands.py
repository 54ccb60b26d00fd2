"""``flask files …``."""

import dataclasses
import sys

import click

from pledges.foundation.command_group import CommandGroup
from pledges.foundation.commands import tell
from pledges.foundation.house import this_house
from pledges.prints.jobs import reconcile

file_commands = CommandGroup("files", help="Made papers.")


@file_commands.command("reconcile")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def reconcile_files(*, as_json: bool) -> None:
    """Queue stopped print runs again, destroy files that may not stay, and fail when made ones are missing."""
    found = reconcile(this_house())
    plain = (
        f"queued again: {len(found.queued_again)}, destroyed: {len(found.destroyed)}, "
        f"missing: {', '.join(map(str, found.lost)) or 'none'}"
    )
    tell(dataclasses.asdict(found), as_json=as_json, plain=plain)
    sys.exit(1 if found.lost else 0)
