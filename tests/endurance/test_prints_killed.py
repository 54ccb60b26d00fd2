"""A printing worker killed again and again, its press with it: each number once, none missing, and on it goes."""

import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from pledges.campaigns.tables import Campaign
from pledges.certificates.rules import CERTIFICATES
from pledges.certificates.tables import Certificate
from pledges.foundation.audit import broken_links
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.prints.acts import start_run
from pledges.prints.papers import kept_as
from pledges.prints.rules import STEP, UNFINISHED, NewRun, RunState
from pledges.prints.tables import PrintPart, PrintPiece, PrintRun
from pledges.register.tables import Household
from tests.certificates.pledging import sign
from tests.endurance.child import ROOT
from tests.endurance.commune import build_commune
from tests.endurance.conftest import KEY, Opener
from tests.endurance.scale import scaled
from tests.paper.reading import page_count, text_of

pytestmark = pytest.mark.endurance

CERTIFICATES_PRINTED, KILLS = max(150, scaled(2_000)), max(2, scaled(30))
# Of these every hamlet has a part of its own.
FEW = 150
RESUMES_WITHIN_SECONDS = 60
_PATIENCE_SECONDS = 300
NUMBER = re.compile(r"\d{4}-\d{4,}-\d{6}[A-Z]")
_WORKER = (
    "import ctypes; ctypes.CDLL(None).prctl(1, 9)\n"
    "from app import create_app; from pledges.foundation.house import this_house\n"
    "{fault}"
    "with create_app().app_context():\n"
    "    this_house().background.run_worker()\n"
)
# Numbers that a process counts for itself: each begins anew, as nothing ties them to what is kept.
_NUMBERS_OUTSIDE = (
    "import itertools; from pledges.prints import parts\n"
    "numbers, keep = itertools.count(1), parts.keep_part\n"
    "def keep_numbered(session, occasion, held, kept, marks):\n"
    "    keep(session, occasion, held, kept, {place: f'2026-{next(numbers)}' for place in marks})\n"
    "parts.keep_part = keep_numbered\n"
)


@pytest.fixture
def chance() -> Random:
    return Random(37)


def started_run(house: House, households: int, chance: Random) -> int:
    """Build a commune of which everybody has signed, and ask for all certificates."""
    campaign_id = build_commune(house, households, chance).campaign_id
    with house.database.reading() as session:
        ids = list(session.scalars(select(Household.id)))
        commune_id = session.get_one(Campaign, campaign_id).unit_id
    for household_id in ids:
        sign(house, present(), campaign_id, household_id)
    with house.database.writing() as session:
        run_id = start_run(session, present(), NewRun(CERTIFICATES, commune_id, len(ids), campaign_id)).id
    house.background.queue(STEP, str(run_id))
    return run_id


def faults_of(house: House, run_id: int, households: int) -> list[str]:
    """Return everything that is not as it must be, in ledger, register and paper; empty is whole."""
    with house.database.reading() as session:
        run = session.get_one(PrintRun, run_id)
        numbers = list(session.scalars(select(PrintPiece.mark).where(PrintPiece.run_id == run_id)))
        issued = set(session.scalars(select(Certificate.number)))
        found = broken_links(session)
    if run.state != RunState.READY:
        return [f"the run is {run.state}: {run.failure}"]
    found += [
        f"{number} stands {times} times in the ledger"
        for number, times in Counter(numbers).items()
        if times > 1
    ]
    if (run.done, run.total, len(numbers)) != (households, households, households):
        found.append(f"{run.done} of {run.total} done, {len(numbers)} pieces for {households} households")
    if set(numbers) != issued:
        found.append(f"{len(set(numbers) ^ issued)} numbers are in the ledger or in the register alone")
    return found + list(_faults_on_paper(house.files.open(kept_as(run_id)), issued))


def _faults_on_paper(pdf: bytes, issued: set[str | None]) -> Iterator[str]:
    printed = Counter(
        number for page in range(page_count(pdf)) for number in NUMBER.findall(text_of(pdf, page))
    )
    for number in issued:
        if printed[str(number)] != 1:
            yield f"{number} stands {printed[str(number)]} times on paper"
    if len(printed) != len(issued):
        yield f"{len(printed)} numbers on paper for {len(issued)} in the register"


class Workers:
    """Workers on one data directory, killed with their whole process group when they have made something."""

    def __init__(self, house: House, settings: dict[str, str], fault: str = "") -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PLEDGES_")}
        self._house = house
        self._settings = {**kept, "PYTHONUTF8": "1", "PLEDGES_SECRET_KEY": KEY, **settings}
        self._script = _WORKER.format(fault=fault)
        self.resumed_after: list[float] = []

    def work(self, run_id: int, kills: int, chance: Random) -> None:
        """Let workers be killed at random moments after they took something up, then one go to the end of the run."""
        for _ in range(kills):
            # A part takes half a second: some are killed while they make it, some while they keep it, some after.
            self._work_until(self._is_taken_up, run_id, chance.random() * 0.6)
        self._work_until(self._is_over, run_id, 0)

    def work_until_some_are_made(self, run_id: int) -> None:
        """Let a worker be killed when it has made its first part."""
        self._work_until(lambda _run_id, _before: self._run(run_id).done > 0, run_id, 0)

    def _work_until(
        self, is_enough: Callable[[int, set[str]], bool], run_id: int, seconds_more: float
    ) -> None:
        before, began = self._workers(run_id), time.monotonic()
        worker = subprocess.Popen(
            [sys.executable, "-c", self._script], cwd=ROOT, env=self._settings, start_new_session=True
        )
        try:
            self._wait_for(self._is_taken_up, run_id, before)
            self.resumed_after.append(time.monotonic() - began)
            self._wait_for(is_enough, run_id, before)
            time.sleep(seconds_more)
        finally:
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()

    def _wait_for(self, is_so: Callable[[int, set[str]], bool], run_id: int, before: set[str]) -> None:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not is_so(run_id, before):
            assert time.monotonic() < deadline
            time.sleep(0.05)

    def _is_taken_up(self, run_id: int, before: set[str]) -> bool:
        return bool(self._workers(run_id) - before) or self._is_over(run_id, before)

    def _is_over(self, run_id: int, _before: set[str]) -> bool:
        return self._run(run_id).state not in UNFINISHED

    def _workers(self, run_id: int) -> set[str]:
        with self._house.database.reading() as session:
            query = select(PrintPart.worker).where(PrintPart.run_id == run_id)
            return set(filter(None, session.scalars(query)))

    def _run(self, run_id: int) -> PrintRun:
        with self._house.database.reading() as session:
            return session.get_one(PrintRun, run_id)


def test_of_certificates_whose_workers_are_killed_each_has_its_number_once(
    open_house: Opener, tmp_path: Path, chance: Random
) -> None:
    _, house = open_house("prints")
    run_id = started_run(house, CERTIFICATES_PRINTED, chance)
    workers = Workers(house, {"PLEDGES_DATA": str(tmp_path / "prints")})

    workers.work(run_id, KILLS, chance)

    assert faults_of(house, run_id, CERTIFICATES_PRINTED) == []
    assert len(workers.resumed_after) == KILLS + 1
    assert max(workers.resumed_after) <= RESUMES_WITHIN_SECONDS
    print(
        f"{KILLS} kills, {CERTIFICATES_PRINTED} certificates, slowest resumption {max(workers.resumed_after):.1f} s"
    )


def test_the_reckoning_finds_numbers_that_are_given_outside_the_ledger(
    open_house: Opener, tmp_path: Path, chance: Random
) -> None:
    _, house = open_house("faulty")
    run_id = started_run(house, FEW, chance)
    settings = {"PLEDGES_DATA": str(tmp_path / "faulty"), "PLEDGES_PRINT_APART": "off"}

    workers = Workers(house, settings, _NUMBERS_OUTSIDE)
    workers.work_until_some_are_made(run_id)
    workers.work(run_id, 0, chance)

    assert [fault for fault in faults_of(house, run_id, FEW) if "2 times in the ledger" in fault]
