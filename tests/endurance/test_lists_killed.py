"""A worker killed in the middle of a list: nothing is half done, and the list goes on where it was."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, select

from pledges.foundation.audit import broken_links
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.register.acts.importing import NewList, ask_to_store, requeue_abandoned, start_import
from pledges.register.lists import HEARTBEAT_LIMIT, STEP, ImportState, kept_as
from pledges.register.queries.imports import import_by_id
from pledges.register.rules import SubjectKind
from pledges.register.tables import Household
from pledges.units.acts.adding import add_unit
from pledges.units.rules import NewUnit, UnitKind
from tests.endurance.child import ROOT
from tests.endurance.commune import name_of
from tests.endurance.conftest import KEY, Opener
from tests.endurance.scale import scaled
from tests.register.importing import workbook
from tests.worlds import SINCE

pytestmark = pytest.mark.endurance

LISTS, ROWS = max(1, scaled(20)), max(2_000, scaled(20_000))
# Fewer than the tries after which a list that ends its worker is given up.
KILLS_A_PHASE = 2
_PATIENCE_SECONDS = 120
_WORKER = (
    "import ctypes; ctypes.CDLL(None).prctl(1, 9)\n"
    "from app import create_app; from pledges.foundation.house import this_house\n"
    "with create_app().app_context():\n"
    "    print('begun', flush=True); this_house().background.run_queued()\n"
)


@pytest.fixture
def chance() -> Random:
    return Random(189)


def begun_worker(folder: Path) -> subprocess.Popen[bytes]:
    """Start a worker on what is queued, and return it when it begins."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PLEDGES_")}
    settings = {**kept, "PYTHONUTF8": "1", "PLEDGES_DATA": str(folder), "PLEDGES_SECRET_KEY": KEY}
    worker = subprocess.Popen([sys.executable, "-c", _WORKER], cwd=ROOT, env=settings, stdout=subprocess.PIPE)
    assert worker.stdout is not None
    assert worker.stdout.readline() == b"begun\n"
    return worker


def work_while_killed(house: House, folder: Path, import_id: int, chance: Random) -> Iterator[int]:
    """Let a worker be killed at random and queued again, then one go to the end; yield the households after each."""
    for kills_left in reversed(range(KILLS_A_PHASE + 1)):
        house.background.queue(STEP, str(import_id))
        worker = begun_worker(folder)
        if kills_left:
            time.sleep(chance.random() * ROWS / 15_000)
            worker.kill()
        worker.communicate(timeout=_PATIENCE_SECONDS)
        yield households(house)
        with house.database.writing() as session:
            requeue_abandoned(session, Occasion(present().now + HEARTBEAT_LIMIT + timedelta(seconds=1)))


def households(house: House) -> int:
    with house.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Household)) or 0


def state_of(house: House, import_id: int) -> str:
    with house.database.reading() as session:
        return import_by_id(session, import_id).state


def test_a_list_whose_worker_is_killed_is_stored_whole_and_once(
    open_house: Opener, tmp_path: Path, chance: Random
) -> None:
    _, house = open_house("lists")
    content = workbook(*((one + 1, name_of(one), 1968, f"Tổ {one % 9 + 1}", 4) for one in range(ROWS)))

    for brought in range(LISTS):
        with house.database.writing() as session:
            unit = NewUnit(UnitKind.TERRITORY, "thon", f"Thôn {brought}", SINCE)
            hamlet_id = add_unit(session, present(), unit).id
            new = NewList(hamlet_id, SubjectKind.HOUSEHOLD, "danh-sach.xlsx", "0" * 64)
            import_id = start_import(session, present(), new).id
        house.files.keep(kept_as(import_id), content)

        seen_while_read = set(work_while_killed(house, tmp_path / "lists", import_id, chance))
        assert (state_of(house, import_id), seen_while_read) == (ImportState.PREVIEWED, {brought * ROWS})
        with house.database.writing() as session:
            ask_to_store(session, present(), import_id, lets_go=False)
        seen_while_stored = set(work_while_killed(house, tmp_path / "lists", import_id, chance))

        assert state_of(house, import_id) == ImportState.STORED
        assert seen_while_stored <= {brought * ROWS, (brought + 1) * ROWS}
        with house.database.reading() as session:
            numbers = list(session.scalars(select(Household.number).where(Household.unit_id == hamlet_id)))
            assert sorted(numbers) == list(range(1, ROWS + 1))
    with house.database.reading() as session:
        assert broken_links(session) == []
