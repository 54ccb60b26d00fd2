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
    """Make files and ledger of the print runs agree, and fail when a made file is missing.

    Runs that a queue lost are queued again, parts whose files are gone are made again, files that may not stay or
    that no run knows are removed.
    """
    found = reconcile(this_house())
    plain = (
        f"queued again: {len(found.queued_again)}, destroyed: {len(found.destroyed)}, "
        f"parts to be made again: {len(found.parts_lost)}, files of no run: {len(found.strays)}, "
        f"missing: {', '.join(map(str, found.lost)) or 'none'}"
    )
    tell(dataclasses.asdict(found), as_json=as_json, plain=plain)
    sys.exit(1 if found.lost else 0)
