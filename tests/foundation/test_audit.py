"""The trail: whole as written, and any change, removal, reordering or cut tail is found."""

import contextlib
from collections.abc import Callable

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from pledges.foundation.audit import AuditEvent, Change, broken_links, record
from pledges.foundation.database import Database
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion

HAMLET = 12


@pytest.fixture
def trail(house: House, occasion: Occasion) -> House:
    """Three events of one hamlet and one of another."""
    with house.database.writing() as session:
        record(session, occasion, Change(HAMLET, "response.submit", "response:1", after="Nguyễn Văn Đức"))
        record(session, occasion, Change(HAMLET, "response.submit", "response:2", after="Trần Thị Hòa"))
        record(session, occasion, Change(HAMLET, "response.withdraw", "response:1", why="tự rút lại"))
        record(session, occasion, Change(13, "response.submit", "response:3"))
    return house


def _changed(session: Session) -> None:
    session.execute(
        update(AuditEvent).where(AuditEvent.subject == "response:2").values(action="response.void")
    )


def _removed(session: Session) -> None:
    session.execute(delete(AuditEvent).where(AuditEvent.subject == "response:2"))


def _cut(session: Session) -> None:
    session.execute(delete(AuditEvent).where(AuditEvent.action == "response.withdraw"))


def _swapped(session: Session) -> None:
    session.execute(
        update(AuditEvent).where(AuditEvent.unit_id == HAMLET).values(position=AuditEvent.position + 10)
    )
    session.execute(update(AuditEvent).where(AuditEvent.position == 11).values(position=2))
    session.execute(update(AuditEvent).where(AuditEvent.position == 12).values(position=1))
    session.execute(update(AuditEvent).where(AuditEvent.position == 13).values(position=3))


def test_a_trail_as_it_was_written_is_whole(trail: House) -> None:
    with trail.database.reading() as session:
        assert broken_links(session) == []


@pytest.mark.parametrize("tampering", [_changed, _removed, _cut, _swapped])
def test_tampering_is_found(trail: House, tampering: Callable[[Session], None]) -> None:
    with trail.database.writing() as session:
        tampering(session)

    with trail.database.reading() as session:
        assert broken_links(session) != []


def test_the_trail_keeps_no_personal_value(trail: House) -> None:
    with trail.database.reading() as session:
        rows = session.execute(select(AuditEvent.__table__)).all()

    assert "Đức" not in repr(rows)
    assert len(rows) == 4


def test_erasing_a_salt_leaves_the_chain_whole(trail: House) -> None:
    with trail.database.writing() as session:
        session.execute(update(AuditEvent).values(salt=None))

    with trail.database.reading() as session:
        assert broken_links(session) == []


def test_a_change_that_was_rolled_back_leaves_the_trail_whole(trail: House, occasion: Occasion) -> None:
    with contextlib.suppress(RuntimeError), trail.database.writing() as session:
        record(session, occasion, Change(HAMLET, "response.submit", "response:4"))
        raise RuntimeError

    with trail.database.writing() as session:
        record(session, occasion, Change(HAMLET, "response.submit", "response:5"))

    with trail.database.reading() as session:
        assert broken_links(session) == []
        assert session.scalars(select(AuditEvent.subject).order_by(AuditEvent.id)).all()[-1] == "response:5"


def test_two_processes_write_one_trail(trail: House, occasion: Occasion) -> None:
    other = Database(trail.database.url.render_as_string(hide_password=False))

    for database in (other, trail.database, other, trail.database):
        with database.writing() as session:
            record(session, occasion, Change(HAMLET, "response.submit", "response:9"))

    other.dispose()
    with trail.database.reading() as session:
        assert broken_links(session) == []
        of_hamlet = select(func.count()).select_from(AuditEvent).where(AuditEvent.unit_id == HAMLET)
        assert session.scalar(of_hamlet) == 7
