"""What pages cost when the tree is a country's: 34 provinces, 3,321 communes, 40,000 hamlets, each counted."""

from collections.abc import Iterator
from pathlib import Path

import xlsxwriter
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from benchmarks.children import child
from benchmarks.pages import HELLO, beside_hello, opening
from benchmarks.rounds import Operation
from benchmarks.rows import Goal, Reference, Row, counted, row
from benchmarks.servers import Launch, running
from benchmarks.visitors import Visitor
from benchmarks.worlds import World, clerk_cookie, opened_campaign, program
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.staff.rules import Role
from pledges.tallies.tables import LeafCount
from pledges.units.acts.adding import add_unit
from pledges.units.acts.entering import Entry, enter_units
from pledges.units.official_list.comparison import Comparison, NewInList
from pledges.units.official_list.rows import ListedUnit
from pledges.units.rules import NewUnit, UnitKind
from pledges.units.tables import Unit
from pledges.units.unit_types import Level, types_of

PROVINCES, COMMUNES, HAMLETS = 34, 3_321, 40_000
OLD_PROVINCES, OLD_DISTRICTS, OLD_COMMUNES = 63, 696, 10_051
_OLD_HEADS = ("Tỉnh / Thành Phố", "Mã TP", "Quận Huyện", "Mã QH", "Phường Xã", "Mã PX", "Cấp")
_COUNTRY_TALLY = "tally page of a country (40,000 leaves)"
_ROUNDS, _TIMES = 7, 4
# Ratios to hello's CPU: any page of a large tree, and the tally as the goals name it.
_ANY_PAGE, _COUNTRY = Goal(300), Goal(270)
_SIGNED = {
    "base": 80,
    "excluded": 1,
    "reached": 45,
    "signed_self": 20,
    "signed_paper": 12,
    "signed_assisted": 3,
}
_OTHERS = {"withdrawn": 1, "members": 40, "members_confirmed": 30}


def tree_rows(world: World, scratch: Path) -> Iterator[Row]:
    """Measure every page whose cost could grow with the tree."""
    with (
        running(HELLO, scratch) as hello,
        running(Launch("app.py", settings=world.settings), scratch) as server,
    ):
        clerk = Visitor(server.port, world.cookie)
        named = {
            "front page": "/staff/",
            "register page": "/staff/register",
            "register page of a province": f"/staff/register/units/{world.unit_id + 1}",
            "unit page": f"/staff/units/{world.unit_id}",
            "unit lists": "/staff/units/lists",
            "staff people page": "/staff/people",
            "staff people page, search": "/staff/people?unit=ham+mau+17",
            "campaigns, with a new one": "/staff/campaigns",
            "labels": f"/staff/links/{world.unit_id}",
            "certificates": f"/staff/certificates/{world.campaign_id}/{world.unit_id}",
            "one campaign": f"/staff/campaigns/{world.campaign_id}",
            "tallies": "/staff/tallies",
            "print ledger": "/staff/prints",
            "satisfaction": "/staff/satisfaction",
        }
        tally = f"/staff/tallies/{world.campaign_id}/{world.unit_id}"
        operations = [
            Operation(f"tree of 43,356 units: {name}", server, opening(clerk, place), _TIMES, warm_ups=3)
            for name, place in named.items()
        ]
        operations.append(Operation(_COUNTRY_TALLY, server, opening(clerk, tally), _TIMES, warm_ups=3))
        goals = {operation.name: _ANY_PAGE for operation in operations} | {operations[-1].name: _COUNTRY}
        yield from beside_hello(hello, operations, _ROUNDS, goals)


def build_country(folder: Path) -> World:
    """Make the tree with a campaign whose counters stand as after a few weeks; no household is needed for that."""
    with program(folder):
        house, occasion = this_house(), present()
        with house.database.writing() as session:
            new = NewUnit(UnitKind.TERRITORY, "tinh", "Việt Nam", occasion.today)
            root_id = add_unit(session, occasion, new).id
            enter_units(session, Entry("NSO-2025", occasion.today), _everything_below(root_id))
            campaign_id, form_code = opened_campaign(session, occasion, root_id)
            _count(session, campaign_id, form_code)
        return World(folder, root_id, campaign_id, clerk_cookie(house, root_id, Role.ADMINISTRATOR))


def unit_list_rows(scratch: Path) -> Iterator[Row]:
    """Enter the list of the whole country as it was before July 2025, and merely read the same file, in turns."""
    workbook = scratch / "danh-muc-xa.xlsx"
    _write(workbook)
    ours, bare = [], []
    for number in range(3):
        with child(
            scratch, "tree_works", "enter", str(scratch / f"tree-{number}"), str(workbook)
        ) as entering:
            ours.append(entering.cost())
        with child(scratch, "list_works", "read", str(workbook)) as reading:
            bare.append(reading.cost())
    reference = Reference("calamine reading the file", [cost.cpu_seconds for cost in bare])
    seconds = [cost.cpu_seconds for cost in ours]
    yield row(f"unit list of {OLD_COMMUNES:,} communes", "s CPU", seconds, reference, Goal(25))
    peak = max(cost.peak_megabytes for cost in ours)
    yield counted(f"unit list of {OLD_COMMUNES:,} communes: memory at most", "MB", peak, 200)


def _write(path: Path) -> None:
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("Danh mục")
    sheet.write_row(0, 0, _OLD_HEADS)
    for number in range(OLD_COMMUNES):
        district = number % OLD_DISTRICTS
        province = district % OLD_PROVINCES
        above = (f"Tỉnh Số {province}", f"{province + 1:02}", f"Huyện Số {district}", f"{district + 1:03}")
        sheet.write_row(number + 1, 0, (*above, f"Xã Hàm Mẫu {number}", f"{number + 1:05}", "Xã"))
    book.close()


def _everything_below(root_id: int) -> Comparison:
    provinces = [
        _new(f"{number:02}", "tinh", f"Tỉnh Số {number}", None, root_id) for number in range(1, PROVINCES + 1)
    ]
    communes = [
        _new(f"{number:05}", "xa", f"Xã Hàm Mẫu {number}", f"{number % PROVINCES + 1:02}")
        for number in range(COMMUNES)
    ]
    kinds = [each.code for each in types_of(Level.HAMLET)]
    hamlets = [
        _new(f"T{number}", kinds[number % 3], f"Thôn {number // COMMUNES + 1}", f"{number % COMMUNES:05}")
        for number in range(HAMLETS)
    ]
    return Comparison((*provinces, *communes, *hamlets), 0, (), (), (), ())


def _new(code: str, type_: str, name: str, above: str | None, parent_id: int | None = None) -> NewInList:
    return NewInList(ListedUnit(int(code.strip("T")), code, name, type_, above), parent_id, above)


def _count(session: Session, campaign_id: int, form_code: str) -> None:
    leaves = session.scalars(select(Unit.id).where(Unit.type.not_in(("tinh", "xa"))))
    where = {"campaign_id": campaign_id, "form_code": form_code}
    session.execute(insert(LeafCount), [{**where, "unit_id": leaf, **_SIGNED, **_OTHERS} for leaf in leaves])
