"""Somebody tries out every kind of print run on the sample: the papers go with it, and nothing points nowhere."""

from collections.abc import Mapping
from datetime import date

import pytest
from sqlalchemy import func, select

from pledges.certificates.rules import CERTIFICATES
from pledges.certificates.tables import Certificate, SigningKey
from pledges.demo.acts import load
from pledges.demo.past_campaign import FORM
from pledges.demo.removing import remove
from pledges.entry.blank_making import BLANK_FORMS, FORM_CHOICE
from pledges.foundation.base import Base
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.letters.rules import THANK_YOU
from pledges.links.counter_papers import TENT
from pledges.links.rules import DOOR_CARDS, LABELS
from pledges.prints.acts import record_handed_over, start_run
from pledges.prints.jobs import PrintStep
from pledges.prints.makers import Makers
from pledges.prints.papers import part_kept_as
from pledges.prints.queries import line_by_id
from pledges.prints.reprinting import hand_over, reprint
from pledges.prints.rules import MadePaper, NewHandOver, NewPiece, NewRun, PaperKind, RunState
from pledges.prints.tables import PrintHandOver, PrintPiece, PrintRun
from pledges.register.tables import Counter
from pledges.responses.commitment_making import COMMITMENTS
from pledges.satisfaction.slip_acts import make_pack
from pledges.satisfaction.slip_rules import PACK_CHOICE, SLIPS, NewPack
from pledges.satisfaction.tables import Slip
from tests.demo.test_sample import COMMUNE_ID, PAST_ID, STAYS

pytestmark = pytest.mark.document

HOUSEHOLDS = 20
CLERK_ID = 7
CLERK = present(CLERK_ID)


def rows(house: House, table: type[Base]) -> int:
    with house.database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def printed(
    house: House, kind: PaperKind, campaign_id: int | None = None, choices: Mapping[str, str] | None = None
) -> int:
    """Have a run of the sample commune made in this process, and return its id."""
    with house.database.writing() as session:
        new = NewRun(kind, COMMUNE_ID, 12, campaign_id, choices or {})
        run_id = start_run(session, CLERK, new).id
    return made(house, run_id)


def made(house: House, run_id: int) -> int:
    PrintStep(house, house.handed(Makers))(str(run_id))
    with house.database.reading() as session:
        run = line_by_id(session, run_id).run
    assert (run.state, run.failure) == (RunState.READY, None)
    return run_id


def print_slips(house: House) -> None:
    with house.database.writing() as session:
        counter_id = session.scalars(select(Counter.id).order_by(Counter.id)).first()
        new = NewPack(counter_id or 0, COMMUNE_ID, 12, date(2099, 12, 31))
        pack_id = make_pack(session, CLERK, house.keys, house.sealed.passing_keys, new)
    printed(house, SLIPS, choices={PACK_CHOICE: str(pack_id)})


def print_again(house: House, run_id: int) -> int:
    with house.database.writing() as session:
        again = reprint(session, CLERK, run_id, [1], "Tờ in bị nhòe mực").id
    return made(house, again)


def write_letter(house: House) -> None:
    with house.database.writing() as session:
        piece = NewPiece("unit", COMMUNE_ID, COMMUNE_ID, "Xã Hàm Mẫu")
        paper = MadePaper(b"%PDF-", pages=1, pieces=1)
        record_handed_over(session, CLERK, NewRun(THANK_YOU.kind, COMMUNE_ID, 1), paper, piece)


def try_every_paper(house: House) -> None:
    """Print one of each kind, one of them again and again, hand some over, and leave a run unfinished."""
    printed(house, LABELS)
    printed(house, DOOR_CARDS)
    printed(house, TENT)
    printed(house, COMMITMENTS, PAST_ID)
    printed(house, BLANK_FORMS, PAST_ID, {FORM_CHOICE: FORM})
    print_slips(house)
    write_letter(house)
    certificates = printed(house, CERTIFICATES, PAST_ID)
    print_again(house, print_again(house, certificates))
    with house.database.writing() as session:
        to = NewHandOver("Trưởng thôn Tân Lập 1", present().today, pieces=3)
        hand_over(session, CLERK, certificates, to)
        unfinished = start_run(session, CLERK, NewRun(LABELS, COMMUNE_ID, HOUSEHOLDS)).id
    house.files.keep(part_kept_as(unfinished, 1), b"%PDF-")


def test_what_was_printed_goes_with_the_sample_and_leaves_no_row_and_no_file(house: House) -> None:
    load(house, present(), households=HOUSEHOLDS, seed=189)
    try_every_paper(house)
    tried = [rows(house, table) for table in (PrintRun, PrintPiece, PrintHandOver, Certificate, Slip)]

    remove(house, present())

    left = {table.name for table in Base.metadata.sorted_tables if table_rows(house, table.name)}
    assert min(tried) > 0
    assert left <= STAYS | {"signing_key"}
    assert rows(house, SigningKey) == 1
    assert house.files.names("prints") == []
    assert set(house.sealed.passing_keys.names("slip-")) == set()


def table_rows(house: House, name: str) -> int:
    with house.database.reading() as session:
        query = select(func.count()).select_from(Base.metadata.tables[name])
        return session.scalar(query) or 0
