"""Ends of chains kept elsewhere: a chain that an insider wrote anew, which fits in itself, is found by them."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.foundation.audit import AuditChain, AuditEvent, Change, broken_links, link_of, record
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion

HAMLET = 12


@pytest.fixture
def trail(house: House, occasion: Occasion) -> House:
    """Two events of one hamlet."""
    add(house, occasion, "response:1", "response:2")
    return house


def add(house: House, occasion: Occasion, *subjects: str) -> None:
    with house.database.writing() as session:
        for subject in subjects:
            record(session, occasion, Change(HAMLET, "response.submit", subject))


def write_anew(session: Session) -> None:
    """Let somebody else have entered the first pledge, and work out every link after it."""
    link = b"\x00" * 32
    for event in session.scalars(select(AuditEvent).order_by(AuditEvent.position)):
        event.actor_id = 7
        link = event.link = link_of(link, event)
    session.get_one(AuditChain, HAMLET).head = link


def run(app: Flask, *words: str) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=["audit", *words])
    return done.exit_code, done.output.strip()


@pytest.fixture
def kept(app: Flask, trail: House, tmp_path: Path) -> str:
    """The file into which somebody put the ends yesterday."""
    path = tmp_path / "heads.json"
    path.write_text(run(app, "heads")[1])
    return str(path)


def test_a_chain_that_grew_still_runs_through_what_was_kept(
    app: Flask, house: House, occasion: Occasion, kept: str
) -> None:
    add(house, occasion, "response:3")

    assert run(app, "verify", "--heads", kept) == (0, "ok")


def test_a_chain_written_anew_is_found_only_by_what_was_kept(app: Flask, house: House, kept: str) -> None:
    with house.database.writing() as session:
        write_anew(session)

    with house.database.reading() as session:
        assert broken_links(session) == []
    assert run(app, "verify", "--heads", kept) == (1, "unit 12: event 2 is not the one that was kept")


def test_a_chain_that_was_taken_out_whole_is_found(app: Flask, house: House, kept: str) -> None:
    with house.database.writing() as session:
        for event in session.scalars(select(AuditEvent)):
            session.delete(event)
        session.flush()
        session.delete(session.get_one(AuditChain, HAMLET))

    assert run(app, "verify") == (0, "ok")
    assert run(app, "verify", "--heads", kept)[0] == 1


def test_another_file_is_said_to_be_none(app: Flask, trail: House, tmp_path: Path) -> None:
    path = tmp_path / "heads.json"
    path.write_text('{"households": 3}')

    code, said = run(app, "verify", "--heads", str(path))

    assert (code, "this is not what `audit heads` printed" in said) == (1, True)
