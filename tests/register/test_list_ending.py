"""Lists that do not come to an end: two clerks, two workers, a kill, a sweep, a file that is none."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import func, select

from pledges.foundation.errors import NotFound
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.register.acts import importing, previewing, storing
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.jobs import ListStep, sweep
from pledges.register.lists import (
    MOST_TRIES,
    STOPPED_TOO_OFTEN,
    SWEEP_STEP,
    ImportState,
    ListBeingRead,
    ReadingStopped,
    kept_as,
)
from pledges.register.queries.imports import rows_of
from pledges.register.rules import ImportEnded, NewHousehold, SubjectKind
from pledges.register.tables import ImportRow
from tests.register.importing import (
    ANH,
    BROI,
    DUC,
    HOA,
    backdate,
    found,
    households,
    long_after,
    names,
    numbers,
    read,
    rows,
    sent_to,
    store,
    stored,
    work,
    workbook,
)
from tests.worlds import Village, build_village


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    return build_village(house, occasion)


def rows_left(house: House) -> int:
    with house.database.reading() as session:
        return session.scalar(select(func.count()).select_from(ImportRow)) or 0


def has_file(house: House, import_id: int) -> bool:
    try:
        house.files.open(kept_as(import_id))
    except NotFound:
        return False
    return True


@pytest.fixture
def reading_order(house: House, village: Village) -> importing.ReadingOrder:
    import_id = sent_to(house, village.hamlet_id, workbook(ANH))
    with house.database.writing() as session:
        order = importing.claim(session, present(), import_id)
    assert order is not None
    return order


def test_two_lists_for_one_hamlet_are_not_stored_over_each_other(house: House, village: Village) -> None:
    first = read(house, village.hamlet_id, workbook(ANH, HOA))
    second = read(house, village.hamlet_id, workbook(HOA, BROI))
    store(house, first)

    store(house, second)

    told = found(house, second)
    assert (told.state, told.choices["register_changed"]) == (ImportState.PREVIEWED, True)
    assert numbers(house, second) == {"same": 2, "gone": 3}
    assert names(house, village.hamlet_id)[3:] == ["Đặng Thị Ánh", "Trần Thị Hòa"]


def test_any_change_of_the_register_after_the_preview_is_noticed(house: House, village: Village) -> None:
    import_id = read(house, village.hamlet_id, workbook(ANH))
    with house.database.writing() as session:
        newcomer = [NewHousehold("Lê Thị Thu", "Tổ 2", 1990)]
        add_households(session, present(), village.hamlet_id, HouseholdSource(house.keys), newcomer)

    store(house, import_id)

    assert found(house, import_id).state == ImportState.PREVIEWED


def test_two_clerks_who_store_at_once_get_one_list_and_one_question(house: House, village: Village) -> None:
    lists = [read(house, village.hamlet_id, workbook(ANH)) for _ in range(2)]
    for import_id in lists:
        with house.database.writing() as session:
            importing.ask_to_store(session, present(), import_id, lets_go=False)

    with ThreadPoolExecutor(2) as clerks:
        for each in [clerks.submit(ListStep(house), str(import_id)) for import_id in lists]:
            each.result()

    assert sorted(found(house, each).state for each in lists) == ["previewed", "stored"]
    assert names(house, village.hamlet_id)[3:] == ["Đặng Thị Ánh"]


def test_a_message_that_comes_twice_stores_once(house: House, village: Village) -> None:
    import_id = stored(house, village.hamlet_id, workbook(ANH))

    work(house, import_id)

    assert names(house, village.hamlet_id)[3:] == ["Đặng Thị Ánh"]


def test_a_message_of_two_workers_stores_once(house: House, village: Village) -> None:
    import_id = read(house, village.hamlet_id, workbook(ANH))
    with house.database.writing() as session:
        importing.ask_to_store(session, present(), import_id, lets_go=False)

    with ThreadPoolExecutor(2) as workers:
        for each in [workers.submit(ListStep(house), str(import_id)) for _ in range(2)]:
            each.result()

    assert names(house, village.hamlet_id)[3:] == ["Đặng Thị Ánh"]


def test_a_list_whose_worker_was_killed_is_read_again_from_the_start(house: House, village: Village) -> None:
    import_id = sent_to(house, village.hamlet_id, workbook(ANH, HOA))
    with house.database.writing() as session:
        order = importing.claim(session, long_after(minutes=-5), import_id)
        assert order is not None
        row = {"position": 0, "sheet": "", "row_number": 2, "outcome": "new", "reason": None, "unit_id": 1}
        half = {**row, "import_id": import_id, "subject_id": None, "content": {"name": "A"}, "before": None}
        previewing.begin_comparing(session, long_after(minutes=-5), order, 2)
        previewing.keep_rows(session, long_after(minutes=-5), order, [half])

    queued = sweep(house)
    house.background.run_queued()

    assert queued == [import_id]
    assert [row.content["name"] for row in rows(house, import_id, "new")] == ["Đặng Thị Ánh", "Trần Thị Hòa"]


def test_a_list_whose_worker_was_killed_while_storing_is_stored_once(house: House, village: Village) -> None:
    import_id = read(house, village.hamlet_id, workbook(ANH))
    with house.database.writing() as session:
        importing.ask_to_store(session, long_after(minutes=-5), import_id, lets_go=False)

    sweep(house)
    house.background.run_queued()

    assert found(house, import_id).state == ImportState.STORED
    assert names(house, village.hamlet_id)[3:] == ["Đặng Thị Ánh"]


def test_storing_that_breaks_off_leaves_nothing_half_done(house: House, village: Village) -> None:
    import_id = read(house, village.hamlet_id, workbook(ANH, HOA))
    with house.database.writing() as session:
        importing.ask_to_store(session, present(), import_id, lets_go=False)
    with house.database.reading() as session:
        entries = storing.entries_of(SubjectKind.HOUSEHOLD, rows_of(session, import_id, ["new"]))
    nobody = replace(entries[1], values={**entries[1].values, "head_name": ""})

    with pytest.raises(Exception, match="has_head"), house.database.writing() as session:
        storing.store_import(session, present(), import_id, [entries[0], nobody])

    assert len(households(house, village.hamlet_id)) == 3
    assert found(house, import_id).state == ImportState.STORING


def test_a_list_that_ends_its_worker_again_and_again_is_given_up(house: House, village: Village) -> None:
    import_id = sent_to(house, village.hamlet_id, workbook(ANH))
    backdate(house, import_id, choices={"tries": MOST_TRIES}, beat_at=long_after(minutes=-5).now)

    assert sweep(house) == []
    assert found(house, import_id).failure == STOPPED_TOO_OFTEN


def test_a_fresh_list_is_left_alone_by_a_sweep(house: House, village: Village) -> None:
    import_id = sent_to(house, village.hamlet_id, workbook(ANH))

    assert sweep(house) == []
    assert found(house, import_id).state == ImportState.WAITING


def test_what_nobody_decides_on_for_a_week_is_thrown_away(house: House, village: Village) -> None:
    import_id = read(house, village.hamlet_id, workbook(ANH))
    backdate(house, import_id, read_at=long_after(days=-8).now)

    house.background.queue(SWEEP_STEP, "")
    house.background.run_queued()

    assert found(house, import_id).state == ImportState.DISCARDED
    assert (rows_left(house), has_file(house, import_id)) == (0, False)


def test_a_month_later_nothing_personal_of_a_stored_list_is_left(house: House, village: Village) -> None:
    import_id = stored(house, village.hamlet_id, workbook(ANH, (2, "", 1955, "Tổ 1", 2)))
    before = rows_left(house)
    backdate(house, import_id, ended_at=long_after(days=-31).now)

    sweep(house)

    assert (before, rows_left(house)) == (1, 0)


def test_a_list_can_be_thrown_away_while_it_is_read(
    house: House, reading_order: importing.ReadingOrder
) -> None:
    with house.database.writing() as session:
        importing.beat(session, present(), reading_order, 1, 2)
        importing.discard_import(session, present(), reading_order.import_id)

    with house.database.writing() as session, pytest.raises(ReadingStopped):
        importing.beat(session, present(), reading_order, 2, 2)
    assert found(house, reading_order.import_id).state == ImportState.DISCARDED


def test_a_worker_that_was_thought_dead_does_not_write_into_anothers_preview(
    house: House, reading_order: importing.ReadingOrder
) -> None:
    backdate(house, reading_order.import_id, beat_at=long_after(minutes=-5).now)
    sweep(house)
    house.background.run_queued()

    with house.database.writing() as session, pytest.raises(ReadingStopped):
        previewing.keep_rows(session, present(), reading_order, [])
    assert found(house, reading_order.import_id).state == ImportState.PREVIEWED


def test_a_list_that_is_being_read_is_neither_stored_nor_read_again(
    house: House, reading_order: importing.ReadingOrder
) -> None:
    with house.database.writing() as session:
        assert importing.claim(session, present(), reading_order.import_id) is None
        with pytest.raises(ListBeingRead):
            importing.ask_to_store(session, present(), reading_order.import_id, lets_go=False)
        with pytest.raises(ListBeingRead):
            importing.read_again(session, present(), reading_order.import_id, {})


def test_a_list_that_is_over_is_neither_stored_nor_failed(house: House, village: Village) -> None:
    import_id = stored(house, village.hamlet_id, workbook(ANH, DUC))

    with house.database.writing() as session:
        importing.fail(session, present(), import_id, "too late")
        storing.compare_anew(session, present(), import_id)
        with pytest.raises(ImportEnded):
            importing.ask_to_store(session, present(), import_id, lets_go=False)
    assert found(house, import_id).state == ImportState.STORED


def test_storing_twice_is_refused(house: House, village: Village) -> None:
    import_id = stored(house, village.hamlet_id, workbook(ANH))

    with house.database.writing() as session, pytest.raises(ImportEnded):
        storing.store_import(session, present(), import_id, [])


def test_a_list_that_is_thrown_away_while_it_is_read_stops_its_worker(house: House, village: Village) -> None:
    import_id = sent_to(house, village.hamlet_id, workbook(ANH))

    ListStep(house, throwing_away(house, import_id))(str(import_id))

    assert found(house, import_id).state == ImportState.DISCARDED


def throwing_away(house: House, import_id: int) -> Callable[[], datetime]:
    """Return a clock that runs fast; at its third look somebody throws the list away."""
    looks = iter(range(100))

    def now() -> datetime:
        look = next(looks)
        if look == 2:
            with house.database.writing() as session:
                importing.discard_import(session, present(), import_id)
        return long_after(seconds=2 * look).now

    return now
