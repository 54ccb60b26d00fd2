"""Keeps the files of print runs and the ledger in agreement: which file may be there, and which must."""

import re
from datetime import datetime
from itertools import groupby

from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.prints import sweeping
from pledges.prints.papers import FOLDER, kept_as, manifest_kept_as, part_kept_as, parts_kept_in
from pledges.prints.piece_queries import kept_parts
from pledges.prints.queries import runs_by_id
from pledges.prints.rules import RunState, is_kept
from pledges.prints.tables import PrintRun

_NAME = re.compile(rf"{FOLDER}/(\d+)(?:(/\d+\.pdf)|(-manifest\.pdf)|\.(pdf|zip))")
_FILE_KINDS = ("pdf", "zip")


def remove_files(house: House, run_id: int) -> None:
    """Remove all that is kept of a run: its file, its manifest and its parts."""
    for file_kind in _FILE_KINDS:
        house.files.remove(kept_as(run_id, file_kind))
    house.files.remove(manifest_kept_as(run_id))
    house.files.remove_folder(parts_kept_in(run_id))


def remove_strays(house: House) -> list[str]:
    """Remove files that no run has (any more), and what killed writers have left; return the names of the files."""
    names = house.files.names(FOLDER)
    found = {name: _NAME.fullmatch(name) for name in names}
    with house.database.reading() as session:
        runs = runs_by_id(session, {int(match[1]) for match in found.values() if match})
    now = present().now
    strays = [name for name, match in found.items() if not _may_stay(match, runs, now)]
    for name in strays:
        house.files.remove(name)
    house.files.remove_drafts(FOLDER, now.timestamp())
    return strays


def remake_lost_parts(house: House) -> list[str]:
    """Let parts that should be there and are not be made again; return under which names they were kept."""
    with house.database.reading() as session:
        kept = kept_parts(session)
    lost = [
        (run_id, number) for run_id, number in kept if not house.files.exists(part_kept_as(run_id, number))
    ]
    again: list[str] = []
    for run_id, of_run in groupby(lost, key=lambda part: part[0]):
        with house.database.writing() as session:
            numbers = sweeping.remake_lost(session, run_id, [number for _, number in of_run])
        again += [part_kept_as(run_id, number) for number in numbers]
    return again


def _may_stay(name: re.Match[str] | None, runs: dict[int, PrintRun], now: datetime) -> bool:
    """Tell whether a file belongs to its run as it is; of one that is just being made, every file does."""
    run = runs.get(int(name[1])) if name else None
    if name is None or run is None:
        return False
    if run.state in (RunState.WAITING, RunState.WORKING):
        return True
    _, part, manifest, file_kind = name.groups()
    if part:
        return run.state == RunState.CANCELLED
    if manifest:
        if run.state not in (RunState.READY, RunState.DESTROYED) or run.ready_at is None:
            return False
        return is_kept(run.ready_at, now, carries_secrets=run.carries_secrets)
    return run.state == RunState.READY and run.file_kind == file_kind
