"""A list that meets a locked store waits and goes on; it does not fail for that."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from pledges.foundation.database import Database
from pledges.foundation.errors import ServiceBusy
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.register.acts import importing
from pledges.register.jobs import ListStep, sweep
from pledges.register.lists import ImportState
from tests.register.importing import ANH, backdate, found, long_after, names, read, sent_to, workbook
from tests.worlds import Village, build_village


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    return build_village(house, occasion)


class BusyStore:
    """A database that is locked, once, at its third transaction: after the sweep and the claim."""

    def __init__(self, database: Database) -> None:
        self.reading = database.reading
        self._database = database
        self._turns = 0

    @contextmanager
    def writing(self) -> Iterator[Session]:
        self._turns += 1
        if self._turns == 3:
            raise ServiceBusy
        with self._database.writing() as session:
            yield session


def at_a_busy_moment(house: House, import_id: int) -> None:
    ListStep(replace(house, database=BusyStore(house.database)))(str(import_id))  # type: ignore[arg-type]  # a stand-in


def test_a_list_read_while_the_store_is_busy_waits_and_is_read_later(house: House, village: Village) -> None:
    import_id = sent_to(house, village.hamlet_id, workbook(ANH))

    at_a_busy_moment(house, import_id)

    assert found(house, import_id).state == ImportState.READING
    backdate(house, import_id, beat_at=long_after(minutes=-5).now)
    sweep(house)
    house.background.run_queued()
    assert found(house, import_id).state == ImportState.PREVIEWED


def test_a_list_stored_while_the_store_is_busy_waits_and_is_stored_later(
    house: House, village: Village
) -> None:
    import_id = read(house, village.hamlet_id, workbook(ANH))
    with house.database.writing() as session:
        importing.ask_to_store(session, present(), import_id, lets_go=False)

    at_a_busy_moment(house, import_id)

    assert found(house, import_id).state == ImportState.STORING
    backdate(house, import_id, beat_at=long_after(minutes=-5).now)
    sweep(house)
    house.background.run_queued()
    assert names(house, village.hamlet_id)[3:] == ["Đặng Thị Ánh"]
