"""Rows that an older release wrote live through the steps after it, up and down, and no id is given out twice."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from sqlalchemy import text

from pledges.foundation.database import Database
from pledges.foundation.migrating import migrate

OLDER = "0010"
UNITS = """INSERT INTO unit (id, kind, type, parent_id, name, folded_name, valid_from, sort_no, is_sample) VALUES
    (1, 'territory', 'xa', NULL, 'Xã Hàm Mẫu', 'ham mau', '2025-07-01', 0, :no),
    (2, 'territory', 'thon', 1, 'Thôn Phú Sơn', 'phu son', '2025-07-01', 1, :no)"""
IMPORTS = """INSERT INTO register_import
    (id, unit_id, file_name, file_sha256, takes_phones, state, read_at, ended_at, reading) VALUES
    (1, 2, 'Thôn Phú Sơn.xlsx', '00', :no, 'stored', :then, :then, NULL),
    (2, 2, 'Thôn Phú Sơn (2).xlsx', '01', :no, 'previewed', :then, NULL, '{}')"""
HOUSEHOLDS = """INSERT INTO household
    (unit_id, number, head_name, folded_name, sort_key, address, birth_year, people_count, import_id) VALUES
    (2, 1, 'Nguyễn Văn Đức', 'nguyen van duc', 'duc', 'Tổ 1', 1964, 4, 1),
    (2, 2, 'Lê Thị Hồng Gấm', 'le thi hong gam', 'gam', 'Tổ 2', NULL, 1, NULL),
    (2, 3, 'Trần Hòa', 'tran hoa', 'hoa', 'Tổ 2', NULL, 2, NULL)"""
CAMPAIGNS = """INSERT INTO campaign
    (id, slug, unit_id, title_vi, title_en, state, opened_at, settings, is_sample) VALUES
    (1, 'an-toan', 1, 'An toàn giao thông', 'Road safety', 'open', :then, '{}', :no)"""
INVITATIONS = """INSERT INTO invitation
    (id, campaign_id, form_code, subject_kind, subject_id, unit_id, is_reached) VALUES
    (1, 1, 'HO-ATGT', 'household', 1, 2, :yes), (2, 1, 'HO-ATGT', 'household', 2, 2, :no)"""
EXCLUSIONS = """INSERT INTO exclusion (id, invitation_id, reason, decided_by, decided_at) VALUES
    (1, 2, 'moved_away', NULL, :then)"""
BEFORE = (UNITS, IMPORTS, HOUSEHOLDS, CAMPAIGNS, INVITATIONS, EXCLUSIONS)
# What a release of today adds: a merged household, a list under way, a proposed exclusion and one of an official.
TODAY = (
    "UPDATE household SET ended_on = '2026-11-01', end_reason = 'duplicate', merged_into_id = 1 WHERE id = 2",
    "INSERT INTO phone_mark (household_id, mark) VALUES (1, :mark)",
    "INSERT INTO distinct_pair (first_id, second_id, decided_at) VALUES (1, 2, :then)",
    "UPDATE register_import SET state = 'taken_back' WHERE id = 1",
    """INSERT INTO register_import (id, unit_id, file_name, file_sha256, takes_phones, state, read_at)
       VALUES (3, 2, 'Cán bộ.xlsx', '02', :no, 'reading', :then)""",
    """INSERT INTO exclusion (id, invitation_id, reason, state, decided_at) VALUES
       (2, 1, 'maternity', 'approved', :then)""",
    """INSERT INTO exclusion (id, invitation_id, reason, state, decided_at) VALUES
       (3, 2, 'long_absence', 'declined', :then)""",
)
VALUES: Mapping[str, Any] = {"yes": True, "no": False, "then": "2026-10-01 08:00:00.000000", "mark": b"\x01"}


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    migrate(database, OLDER)
    _write(database, BEFORE)
    yield database
    database.dispose()


def _write(database: Database, statements: tuple[str, ...]) -> None:
    with database.engine.begin() as connection:
        for statement in statements:
            named = text(statement)
            connection.execute(named, {name: VALUES[name] for name in named.compile().params})


def _rows(database: Database, question: str) -> list[tuple[Any, ...]]:
    with database.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(question))]


def _everything_older(database: Database) -> list[list[tuple[Any, ...]]]:
    questions = (
        "SELECT id, kind, type, parent_id, name FROM unit ORDER BY id",
        "SELECT id, unit_id, number, head_name, birth_year, people_count, import_id FROM household ORDER BY id",
        "SELECT id, slug, unit_id, title_vi, state FROM campaign ORDER BY id",
        "SELECT id, campaign_id, form_code, subject_id, unit_id, is_reached FROM invitation ORDER BY id",
        "SELECT id, invitation_id, reason FROM exclusion ORDER BY id",
    )
    return [_rows(database, question) for question in questions]


def test_rows_of_the_older_release_are_there_after_the_newer_steps(database: Database) -> None:
    before = _everything_older(database)

    migrate(database)

    assert _everything_older(database) == before


def test_every_unit_gets_its_path_and_its_first_state(database: Database) -> None:
    migrate(database)

    assert _rows(database, "SELECT id, path FROM unit ORDER BY id") == [(1, "/1/"), (2, "/1/2/")]
    states = _rows(database, "SELECT unit_id, parent_id, name, valid_to FROM unit_state ORDER BY unit_id")
    assert states == [(1, None, "Xã Hàm Mẫu", None), (2, 1, "Thôn Phú Sơn", None)]


def test_a_list_that_was_only_read_is_thrown_away_and_a_stored_one_stays(database: Database) -> None:
    migrate(database)

    assert _rows(database, "SELECT id, state, kind FROM register_import ORDER BY id") == [
        (1, "stored", "household"),
        (2, "discarded", "household"),
    ]


def test_what_the_older_release_knows_is_there_after_going_back(database: Database) -> None:
    before = _everything_older(database)
    migrate(database)

    migrate(database, OLDER)

    assert _everything_older(database) == before


def test_what_the_older_release_cannot_say_is_said_as_nearly_as_it_can(database: Database) -> None:
    migrate(database)
    _write(database, TODAY)

    migrate(database, OLDER)

    assert _rows(database, "SELECT id, state FROM register_import ORDER BY id") == [
        (1, "discarded"),
        (2, "discarded"),
        (3, "discarded"),
    ]
    assert _rows(database, "SELECT id, reason FROM exclusion ORDER BY id") == [
        (1, "moved_away"),
        (2, "not_eligible"),
    ]
    assert _rows(database, "SELECT id FROM household ORDER BY id") == [(1,), (2,), (3,)]


@pytest.mark.parametrize("way", [["head"], ["head", OLDER]])
def test_an_id_that_was_given_is_never_given_again(database: Database, way: list[str]) -> None:
    """Else the paper of a household that was taken out would open the next one entered."""
    added = "INSERT INTO household (unit_id, number, head_name, folded_name, sort_key, address)"
    _write(
        database, (f"{added} VALUES (2, 9, 'Đi', 'di', 'di', '')", "DELETE FROM household WHERE number = 9")
    )
    given = _rows(database, "SELECT max(id) FROM household")[0][0] + 1

    for revision in way:
        migrate(database, revision)
    _write(database, (f"{added} VALUES (2, 10, 'Đến', 'den', 'den', '')",))

    assert _rows(database, "SELECT id FROM household WHERE number = 10")[0][0] > given
