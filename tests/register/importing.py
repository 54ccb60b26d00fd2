"""Lists of a few rows for the tests of importing, and the steps a clerk takes with them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from sqlalchemy import select

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.register.acts.importing import NewList, ask_to_store, read_again, start_import
from pledges.register.lists import STEP, kept_as
from pledges.register.queries.imports import import_by_id
from pledges.register.rules import SubjectKind
from pledges.register.tables import Household, ImportRow, Official, RegisterImport

HOUSEHOLD_HEADS = ("STT", "Họ và tên chủ hộ", "Năm sinh", "Địa chỉ", "Số nhân khẩu", "SĐT")
OFFICIAL_HEADS = ("STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Đảng viên")
Cells = Sequence[object]
ANH = (1, "Đặng Thị Ánh", 1972, "Tổ 1", 5)
HOA = (2, "Trần Thị Hòa", 1955, "Tổ 1", 3)
# As the register of the village has them.
LONG = (
    3,
    "Nguyễn Hoàng Thùy Phương Khánh Ngọc Thảo Nguyên",
    1968,
    "Số 12/34/56, hẻm Hai Bà Trưng nối dài",
    5,
)
BROI = (4, "K'Brơi", "", "Tổ 4", 1)
DUC = (5, "Nguyễn Văn Đức", "", "Xóm Giữa", "")


@dataclass(frozen=True)
class Sent:
    """How a list is sent beside its rows."""

    kind: SubjectKind = SubjectKind.HOUSEHOLD
    phones: str = ""
    converts: bool = False
    name: str = "Danh sách.xlsx"


def workbook(*rows: Cells, heads: Cells = HOUSEHOLD_HEADS, title: str = "") -> bytes:
    """Make a list of one sheet."""
    book = Workbook()
    sheet = book["Sheet"]
    if title:
        sheet.append([title])
    sheet.append(list(heads))
    for row in rows:
        sheet.append(list(row))
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def sent_to(house: House, unit_id: int, content: bytes, sent: Sent | None = None) -> int:
    """Send a list and let it wait; return the import's id."""
    how = sent or Sent()
    new = NewList(
        unit_id,
        how.kind,
        how.name,
        hashlib.sha256(content).hexdigest(),
        how.phones,
        {"converts": how.converts},
    )
    with house.database.writing() as session:
        import_id = start_import(session, present(), new).id
    house.files.keep(kept_as(import_id), content)
    return import_id


def read(house: House, unit_id: int, content: bytes, sent: Sent | None = None) -> int:
    """Send a list and have it read; return the import's id."""
    import_id = sent_to(house, unit_id, content, sent)
    work(house, import_id)
    return import_id


def work(house: House, import_id: int) -> None:
    """Let the worker do what the list waits for."""
    house.background.queue(STEP, str(import_id))
    house.background.run_queued()


def store(house: House, import_id: int, *, lets_go: bool = False) -> None:
    """Agree to a previewed list and let the worker store it."""
    with house.database.writing() as session:
        ask_to_store(session, present(), import_id, lets_go=lets_go)
    work(house, import_id)


def stored(house: House, unit_id: int, content: bytes, sent: Sent | None = None) -> int:
    """Bring a whole list in; return the import's id."""
    import_id = read(house, unit_id, content, sent)
    store(house, import_id)
    return import_id


def again(house: House, import_id: int, **choices: Any) -> None:
    """Have a previewed list read once more."""
    with house.database.writing() as session:
        read_again(session, present(), import_id, choices)
    work(house, import_id)


def found(house: House, import_id: int) -> RegisterImport:
    """Return the import as it stands."""
    with house.database.reading() as session:
        return import_by_id(session, import_id)


def numbers(house: House, import_id: int) -> dict[str, int]:
    """Return how many rows mean what, without those that are none."""
    told = (found(house, import_id).summary or {})["numbers"]
    return {outcome: number for outcome, number in told.items() if number}


def rows(house: House, import_id: int, outcome: str) -> list[ImportRow]:
    """Return the rows of one outcome."""
    with house.database.reading() as session:
        query = select(ImportRow).where(ImportRow.import_id == import_id, ImportRow.outcome == outcome)
        return list(session.scalars(query.order_by(ImportRow.position)))


def households(house: House, unit_id: int) -> list[Household]:
    """Return the households of a unit, by number."""
    with house.database.reading() as session:
        query = select(Household).where(Household.unit_id == unit_id).order_by(Household.number)
        return list(session.scalars(query))


def names(house: House, unit_id: int) -> list[str]:
    """Return the names of the households of a unit that are on the list, by number."""
    return [one.head_name for one in households(house, unit_id) if one.ended_on is None]


def officials(house: House, unit_id: int) -> list[tuple[str, str, int | None]]:
    """Return name, position and year of birth of the officials of a unit, by number."""
    with house.database.reading() as session:
        query = select(Official).where(Official.unit_id == unit_id).order_by(Official.number)
        return [(one.name, one.position, one.birth_year) for one in session.scalars(query)]


def long_after(**passed: float) -> Occasion:
    """Return a moment so much later than now."""
    return replace(present(), now=present().now + timedelta(**passed))


def backdate(house: House, import_id: int, **values: object) -> None:
    """Write into a list's row what time would have brought."""
    with house.database.writing() as session:
        waiting = session.get_one(RegisterImport, import_id)
        for name, value in values.items():
            setattr(waiting, name, value)
