"""Runs made in this process: a bad piece fails alone, what was called off goes on, a code nobody reads refuses all."""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import update

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.prints import acts, jobs
from pledges.prints.jobs import PrintStep, reconcile
from pledges.prints.makers import Makers
from pledges.prints.papers import kept_as, manifest_kept_as, part_kept_as
from pledges.prints.piece_queries import PieceLine, lines_after
from pledges.prints.queries import line_by_id
from pledges.prints.rules import AS_ZIP, FILE_CHOICE, Maker, NewRun, RunState
from pledges.prints.tables import PrintPart, PrintRun
from pledges.prints.tidying import remove_strays
from pledges.prints.wording import CODE_UNREADABLE, FAULT_OF_OURS, SCAN_REFUSED
from tests.paper.reading import page_count, text_of
from tests.prints.printing import CODED, PLAIN, ForgetfulMaker, PlainMaker, UnreadableMaker, know_both
from tests.worlds import Village, add_commune, build_village

pytestmark = pytest.mark.document


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    return build_village(house, occasion)


def made(house: House, unit_id: int, maker: Maker, total: int = 5, **choices: str) -> PrintRun:
    """Have a run made by the maker, and return it as it is then."""
    know_both(house, maker)
    with house.database.writing() as session:
        run_id = acts.start_run(session, present(), NewRun(PLAIN, unit_id, total, choices=choices)).id
    return worked(house, run_id)


def coded(house: House, unit_id: int, maker: Maker) -> PrintRun:
    """Have three pieces made of a kind that carries a code each."""
    know_both(house, maker)
    with house.database.writing() as session:
        run_id = acts.start_run(session, present(), NewRun(CODED, unit_id, total=3)).id
    return worked(house, run_id)


def worked(house: House, run_id: int) -> PrintRun:
    PrintStep(house, house.handed(Makers))(str(run_id))
    with house.database.reading() as session:
        return line_by_id(session, run_id).run


def pieces_of(house: House, run_id: int) -> list[PieceLine]:
    with house.database.reading() as session:
        return lines_after(session, run_id, 0, 100)


def test_every_piece_has_its_line_with_what_may_be_known_of_it(house: House, village: Village) -> None:
    run = made(house, village.hamlet_id, PlainMaker(part_size=2))

    lines = pieces_of(house, run.id)

    assert [(line.position, line.words, line.state, line.mark) for line in lines][3:] == [
        (4, "Hộ số 4", "made", "2026-4"),
        (5, "Hộ số 5", "made", "2026-5"),
    ]
    assert (run.state, run.done, run.pages, run.file_kind) == (RunState.READY, 5, 5, "pdf")
    assert page_count(house.files.open(kept_as(run.id))) == 5


def test_a_poisoned_piece_fails_alone(house: House, village: Village) -> None:
    run = made(house, village.hamlet_id, PlainMaker(poisoned=frozenset({4})))

    lines = pieces_of(house, run.id)

    assert [line.position for line in lines if line.state == "failed"] == [4]
    assert lines[3].failure == FAULT_OF_OURS
    assert (run.state, run.done, run.pages) == (RunState.READY, 5, 4)


def test_the_manifest_says_which_pieces_are_on_the_paper(house: House, village: Village) -> None:
    run = made(house, village.hamlet_id, PlainMaker(poisoned=frozenset({5})))

    manifest = house.files.open(manifest_kept_as(run.id))
    words = " ".join(text_of(manifest, page) for page in range(page_count(manifest)))

    assert "4 (và 1 tờ chưa in được)" in words
    assert "CODE-0001" in words
    assert "CODE-0004" in words
    assert str(run.sha256) in words.replace("\n", "").replace(" ", "")
    assert "Hộ số 3" in words
    assert "chưa in được" in words


def test_codes_are_on_the_manifest_alone(house: House, village: Village) -> None:
    run = made(house, village.hamlet_id, PlainMaker())

    assert "CODE" not in str(pieces_of(house, run.id))


def test_a_zip_holds_a_file_for_each_unit_and_the_manifest(
    house: House, occasion: Occasion, village: Village
) -> None:
    units = (village.hamlet_id, add_commune(house, occasion, village.province_id, "Xã Đạ Huoai"))

    run = made(house, village.province_id, PlainMaker(part_size=2, units=units), **{FILE_CHOICE: AS_ZIP})
    packed = zipfile.ZipFile(BytesIO(house.files.open(kept_as(run.id, "zip"))))

    assert packed.namelist() == [
        "0000-phieu-xuat-kem.pdf",
        "0001-thon-phu-son-1.pdf",
        "0002-thon-phu-son-2.pdf",
        "0003-xa-da-huoai-1.pdf",
        "0004-xa-da-huoai-2.pdf",
    ]
    assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert [page_count(packed.read(name)) for name in packed.namelist()[1:]] == [2, 1, 2, 1]


def test_no_part_stays_when_the_file_is_made(house: House, village: Village) -> None:
    run = made(house, village.hamlet_id, PlainMaker(part_size=2))

    assert house.files.names("prints") == [manifest_kept_as(run.id), kept_as(run.id)]


def test_one_code_that_cannot_be_read_refuses_the_run_and_says_where(house: House, village: Village) -> None:
    run = made(house, village.hamlet_id, UnreadableMaker(), total=2)

    lines = pieces_of(house, run.id)

    assert (run.state, run.failure) == (RunState.FAILED, SCAN_REFUSED)
    assert [(line.position, line.failure) for line in lines] == [(1, CODE_UNREADABLE), (2, CODE_UNREADABLE)]
    assert not house.files.exists(kept_as(run.id))


def test_labels_are_offered_when_each_code_was_told_of_and_read(house: House, village: Village) -> None:
    assert coded(house, village.hamlet_id, ForgetfulMaker()).state == RunState.READY


@pytest.mark.parametrize("forgotten", [1, 3], ids=["one", "all"])
def test_codes_the_maker_does_not_tell_of_refuse_the_run(
    house: House, village: Village, forgotten: int
) -> None:
    run = coded(house, village.hamlet_id, ForgetfulMaker(forgotten=forgotten))

    assert (run.state, run.failure) == (RunState.FAILED, SCAN_REFUSED)
    assert [line.failure for line in pieces_of(house, run.id)] == [CODE_UNREADABLE] * 3
    assert not house.files.exists(kept_as(run.id))


@dataclass
class CalledOffMaker(PlainMaker):
    """Is called off while it makes its first part."""

    house: House | None = None

    def make(self, *asked: object) -> object:  # type: ignore[override]  # passed on as it came
        """Call the run off, then make the part."""
        if self.house and not self.made:
            with self.house.database.writing() as session:
                acts.cancel(session, present(), asked[0].run_id)  # type: ignore[attr-defined]  # an order
        return super().make(*asked)  # type: ignore[arg-type]  # passed on as it came


def test_what_is_made_of_a_run_that_was_called_off_is_not_made_again(house: House, village: Village) -> None:
    maker = CalledOffMaker(part_size=2, house=house)
    stopped = made(house, village.hamlet_id, maker)

    with house.database.writing() as session:
        acts.start_again(session, present(), stopped.id)
    run = worked(house, stopped.id)

    assert stopped.state == RunState.CANCELLED
    assert maker.made == [[1, 2], [3, 4], [5]]
    assert (run.state, run.done) == (RunState.READY, 5)


def test_a_part_whose_file_is_gone_is_made_again(house: House, village: Village) -> None:
    maker = CalledOffMaker(part_size=2, house=house)
    run_id = made(house, village.hamlet_id, maker).id
    house.files.remove(part_kept_as(run_id, 1))

    found = reconcile(house)
    with house.database.writing() as session:
        acts.start_again(session, present(), run_id)

    assert found.parts_lost == [part_kept_as(run_id, 1)]
    assert worked(house, run_id).state == RunState.READY
    assert maker.made == [[1, 2], [1, 2], [3, 4], [5]]


def test_files_of_no_run_are_removed_and_those_of_runs_at_work_are_not(
    house: House, village: Village
) -> None:
    run_id = made(house, village.hamlet_id, CalledOffMaker(part_size=2, house=house)).id
    house.files.keep("prints/999.pdf", b"%PDF")
    house.files.keep("prints/notes.txt", b"")

    assert remove_strays(house) == ["prints/999.pdf", "prints/notes.txt"]
    assert house.files.names("prints") == [part_kept_as(run_id, 1)]


def test_a_run_whose_every_worker_was_killed_goes_on_where_it_was(house: House, village: Village) -> None:
    maker = CalledOffMaker(part_size=2, house=house)
    run_id = made(house, village.hamlet_id, maker).id
    dead = f"{Path('/proc/sys/kernel/hostname').read_text().strip()}_1_dead"
    with house.database.writing() as session:
        session.execute(update(PrintRun).values(state="working"))
        session.execute(
            update(PrintPart)
            .where(PrintPart.number == 2)
            .values(state="working", worker=dead, beat_at=present().now)
        )
    (house.config.leases / dead).touch()

    swept = jobs.sweep(house)
    house.background.run_queued()

    assert swept.queued_again == [run_id]
    assert maker.made == [[1, 2], [3, 4], [5]]
    assert not (house.config.leases / dead).exists()
