"""What a hurried, a clumsy or a hostile hand could do to a run: called off at the last moment, by two at once."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from typing import BinaryIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.prints import acts
from pledges.prints.finishing import Finish, finish_run
from pledges.prints.jobs import PrintStep
from pledges.prints.makers import Makers
from pledges.prints.manifest import ManifestOf
from pledges.prints.papers import kept_as, manifest_kept_as
from pledges.prints.parts import Held, take_next
from pledges.prints.piece_queries import lines_after, made_parts
from pledges.prints.queries import line_by_id, order_of
from pledges.prints.rules import HEAD, Beat, MadePart, NewRun, Order, Piece, RunState
from pledges.prints.tables import PrintRun
from pledges.staff.rules import Grant, Role
from tests.prints.printing import SECRET, PlainMaker, know_both
from tests.worlds import Village, add_commune, build_village, sign_in

pytestmark = pytest.mark.document


@dataclass
class CalledOffWithTheLastPiece(PlainMaker):
    """Its run is called off while its last part is made."""

    house: House | None = None

    def make(self, order: Order, pieces: Sequence[Piece], destination: BinaryIO, beat: Beat) -> MadePart:
        """Make the paper."""
        made = super().make(order, pieces, destination, beat)
        if self.house and pieces[-1].position == order.total:
            with self.house.database.writing() as session:
                acts.cancel(session, present(), order.run_id)
        return made


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    return build_village(house, occasion)


def started(house: House, unit_id: int, maker: PlainMaker, total: int = 4) -> int:
    know_both(house, maker)
    with house.database.writing() as session:
        return acts.start_run(session, present(), NewRun(SECRET, unit_id, total)).id


def work(house: House, run_id: int) -> PrintRun:
    PrintStep(house, house.handed(Makers))(str(run_id))
    with house.database.reading() as session:
        return line_by_id(session, run_id).run


def at_once(count: int, one: Callable[[], object]) -> None:
    """Let so many threads do the same at the same moment."""
    gate = Barrier(count)

    def through_the_gate(_number: int) -> None:
        gate.wait()
        one()

    with ThreadPoolExecutor(count) as threads:
        list(threads.map(through_the_gate, range(count)))


def test_a_run_called_off_at_the_last_moment_leaves_no_sheet_of_codes_and_goes_on_later(
    house: House, village: Village
) -> None:
    """Between the last look at the ledger and the last transaction: nobody has beaten since it was called off."""
    maker = CalledOffWithTheLastPiece(part_size=2, house=house)
    run_id = started(house, village.hamlet_id, maker)
    finish, held = all_but_finished(house, run_id)
    with house.database.writing() as session:
        acts.cancel(session, present(), run_id)

    finish_run(finish, held, lambda _done: None)
    lies_there = house.files.exists(kept_as(run_id)), house.files.exists(manifest_kept_as(run_id))
    with house.database.writing() as session:
        acts.start_again(session, present(), run_id)
    resumed = work(house, run_id)

    assert lies_there == (False, False)
    assert resumed.state == RunState.READY
    assert maker.made == [[1, 2], [3, 4]]


def all_but_finished(house: House, run_id: int) -> tuple[Finish, Held]:
    """Make every part of a run, and take its last thing: the file."""
    assert work(house, run_id).state == RunState.CANCELLED
    with house.database.writing() as session:
        acts.start_again(session, present(), run_id)
        acts.begin(session, present(), run_id)
        held = take_next(session, present(), run_id, "one")
    with house.database.reading() as session:
        order, made = order_of(session, run_id), made_parts(session, run_id)
        unit_name = line_by_id(session, run_id).unit_name
    assert held is not None
    assert held.number == HEAD
    makers = house.handed(Makers)
    manifest = ManifestOf(house, order, makers.kind_of(order.kind), makers.maker_of(order.kind))
    return Finish(manifest, unit_name, made), held


def test_two_workers_on_one_run_make_each_piece_once(house: House, village: Village) -> None:
    maker = PlainMaker(part_size=1)
    run_id = started(house, village.hamlet_id, maker, total=12)

    at_once(3, lambda: PrintStep(house, house.handed(Makers))(str(run_id)))

    with house.database.reading() as session:
        run, pieces = line_by_id(session, run_id).run, lines_after(session, run_id, 0, 100)
    assert (run.state, run.done, run.pages) == (RunState.READY, 12, 12)
    assert sorted(maker.made) == [[number] for number in range(1, 13)]
    assert [piece.state for piece in pieces] == ["made"] * 12


@pytest.fixture
def clerk(app: Flask, house: House, village: Village) -> FlaskClient:
    client = app.test_client()
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))
    return client


def token(client: FlaskClient) -> str:
    page = client.get("/staff/prints").text
    return page.split('name="csrf_token" value="')[1].split('"')[0]


def test_one_piece_asked_for_again_by_two_at_once_is_printed_once_more_once(
    house: House, village: Village, clerk: FlaskClient
) -> None:
    run_id = started(house, village.hamlet_id, maker := PlainMaker())
    work(house, run_id)
    asked = {"csrf_token": token(clerk), "why": "tờ bị rách"}

    at_once(4, lambda: clerk.post(f"/staff/prints/{run_id}/pieces/2/again", data=asked))

    with house.database.reading() as session:
        reprints = session.scalars(select(PrintRun).where(PrintRun.reprint_of == run_id)).all()
    assert len(reprints) == 1
    assert maker.renewed == [2]


@pytest.mark.parametrize(
    "tail",
    [
        "",
        "/pieces",
        "/pieces/1",
        "/file",
        "/manifest",
        "/cancel",
        "/again",
        "/failed/again",
        "/pieces/1/again",
    ],
)
def test_a_clerk_of_another_commune_opens_no_door_of_a_run(
    app: Flask, house: House, village: Village, tail: str
) -> None:
    run_id = started(house, village.hamlet_id, PlainMaker())
    work(house, run_id)
    stranger = app.test_client()
    other = add_commune(house, present(), village.province_id)
    sign_in(stranger, house, Grant(Role.CAMPAIGN_CLERK, other))

    answers = {
        stranger.get(f"/staff/prints/{run_id}{tail}").status_code,
        stranger.post(
            f"/staff/prints/{run_id}{tail}", data={"csrf_token": token(stranger), "why": "x"}
        ).status_code,
    }

    assert answers <= {404, 405}
    assert house.files.exists(kept_as(run_id))


@pytest.mark.parametrize(
    "address",
    [
        "/staff/prints/../../../etc/passwd",
        "/staff/prints/1%2f..%2f..%2fkeys/file",
        "/staff/prints/0/file",
        "/staff/prints/99999999999999999999/file",
        "/staff/prints/-1/file",
        "/staff/prints/1.pdf/file",
        "/files/prints/1.pdf",
        "/static/../files/prints/1.pdf",
    ],
)
def test_a_file_is_fetched_by_no_other_way(clerk: FlaskClient, address: str) -> None:
    assert clerk.get(address).status_code in (404, 405)
    assert clerk.post(address, data={"csrf_token": token(clerk)}).status_code in (404, 405)
