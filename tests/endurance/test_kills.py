"""A server killed again and again while twenty phones sign: what it acknowledged is there, once, unchanged."""

import shutil
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from queue import Queue
from random import Random
from threading import Event

import pytest

from pledges.foundation.house import House
from pledges.foundation.sqlite import sqlite_module
from tests.endurance.child import Child
from tests.endurance.commune import Commune, build_commune
from tests.endurance.conftest import KEY, Opener
from tests.endurance.reckoning import faults_after
from tests.endurance.scale import scaled
from tests.endurance.signers import Phone, Promises, Sent

pytestmark = pytest.mark.endurance

PHONES = 20
PLEDGES, KILLS, SHOWN = scaled(20_000), scaled(100), scaled(1_000)
READY_WITHIN_SECONDS = 10.0
SEED = 189
# What a store that loses, doubles or alters something would leave behind, each in one statement.
SEEDED_FAULTS = {
    "a pledge is lost": "DELETE FROM response WHERE id = (SELECT max(id) FROM response)",
    "a name is altered": "UPDATE response SET signer_name = 'Trần Thị Hòa' WHERE id = 2",
    "an item is altered": "UPDATE response SET items = '[\"T01\"]' WHERE id = 3",
    "a member is lost": "DELETE FROM member WHERE id = (SELECT min(id) FROM member)",
    "a pledge is counted twice": "UPDATE leaf_count SET signed_self = signed_self + 1 WHERE signed_self > 0",
    "a household is not counted as reached": "UPDATE leaf_count SET reached = reached - 1 WHERE reached > 0",
    "an event is lost from the trail": "DELETE FROM audit_event WHERE id = (SELECT max(id) FROM audit_event)",
    "an event is altered": "UPDATE audit_event SET subject = 'response:1' WHERE id = (SELECT max(id) FROM audit_event)",
}


def sign_while_killed(child: Child, commune: Commune, kills: int) -> tuple[Promises, list[float]]:
    """Let the phones sign for everybody while the server is killed at random; return how soon it was ready again."""
    chance, promises, stop, codes = Random(SEED), Promises(), Event(), Queue[tuple[int, str]]()
    for numbered in enumerate(commune.codes):
        codes.put(numbered)
    child.start()
    with ThreadPoolExecutor(PHONES) as crowd:
        phones = [Phone(child.port, Random(one), promises, stop) for one in range(PHONES)]
        signing = [crowd.submit(phone.sign_all, codes) for phone in phones]
        try:
            moments = sorted(chance.randrange(len(commune.codes)) for _ in range(kills))
            seconds = [_killed_at(child, promises, moment, chance) for moment in moments]
            _wait_until(lambda: all(each.done() for each in signing))
        finally:
            stop.set()
    for each in signing:
        each.result()
    return promises, seconds


def _killed_at(child: Child, promises: Promises, moment: int, chance: Random) -> float:
    _wait_until(lambda: len(promises.kept) >= moment or bool(promises.faults))
    time.sleep(chance.random() / 50)
    child.kill()
    return child.start()


def _wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 240
    while not is_so():
        assert time.monotonic() < deadline, "nobody signs any more"
        time.sleep(0.005)


def signed_commune(
    open_house: Opener, folder: Path, households: int, kills: int
) -> tuple[Commune, Promises, list[float]]:
    """Build a commune and have all of it signed at a server that is killed so many times."""
    _, house = open_house(folder.name)
    commune = build_commune(house, households, Random(SEED))
    house.database.dispose()
    child = Child(folder, {"PLEDGES_SECRET_KEY": KEY})
    try:
        return commune, *sign_while_killed(child, commune, kills)
    finally:
        child.kill()


def spoilt_copy(open_house: Opener, whole: Path, statement: str) -> House:
    """Return a house on a copy of the data in which one thing is not as it was promised."""
    copy = whole.with_name(f"copy-{len(list(whole.parent.iterdir()))}")
    shutil.copytree(whole, copy)
    # Past the program's own settings, which would refuse to break a reference.
    with closing(sqlite_module().connect(str(copy / "pledges.sqlite3"))) as connection:
        connection.execute(statement)
        connection.commit()
    _, house = open_house(copy.name)
    return house


def test_every_seeded_fault_is_found(open_house: Opener, tmp_path: Path) -> None:
    commune, promises, _ = signed_commune(open_house, tmp_path / "whole", households=40, kills=0)
    _, whole = open_house("whole")

    assert promises.faults == []
    assert faults_after(whole, commune.campaign_id, promises.kept) == []
    whole.database.dispose()
    found = {
        fault: faults_after(
            spoilt_copy(open_house, tmp_path / "whole", statement), commune.campaign_id, promises.kept
        )
        for fault, statement in SEEDED_FAULTS.items()
    }
    assert [fault for fault, told in found.items() if not told] == []


def test_a_killed_server_keeps_every_promise(open_house: Opener, tmp_path: Path) -> None:
    commune, promises, seconds = signed_commune(open_house, tmp_path / "storm", PLEDGES, KILLS)

    app, house = open_house("storm")
    print(f"{KILLS} kills, {len(promises.kept)} promises, ready again within {max(seconds):.1f} s")
    assert promises.faults == []
    assert len(promises.kept) == PLEDGES
    assert faults_after(house, commune.campaign_id, promises.kept) == []
    assert max(seconds) <= READY_WITHIN_SECONDS
    assert unshown(app.test_client().get, dict(list(promises.kept.items())[:SHOWN])) == []


def unshown(get: Callable[..., object], promised: Mapping[str, Sent]) -> list[str]:
    """Return the receipts whose page does not open or does not show who signed."""
    pages = {reference: get(f"/R/{reference}") for reference in promised}
    return [
        reference
        for reference, page in pages.items()
        if getattr(page, "status_code", 0) != 200
        or promised[reference].name not in page.get_data(as_text=True)  # type: ignore[attr-defined]  # a test answer
    ]
