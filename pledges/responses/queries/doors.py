"""Questions about households' doors: one statement each, whatever the size of the register.

They are built once, on the bare tables: building such a statement anew costs several times what executing it does.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import FromClause, bindparam, func, select
from sqlalchemy.orm import Session

from pledges.campaigns.tables import QuestionnaireVersion
from pledges.foundation.keys import Keys
from pledges.links.rules import lookup_of
from pledges.links.tables import Code
from pledges.register.rules import SubjectKind
from pledges.register.tables import Household
from pledges.responses.queries.asking import ASKING_COLUMNS, askings_in, bare, fixed, with_askings
from pledges.responses.queries.lines import LINE_COLUMNS, Rows, commune_in, place_in, with_line
from pledges.responses.rules import Door

_household, _code = bare(Household), bare(Code)
_entry = _household.alias("entry")
_STAYED = func.coalesce(_entry.c.merged_into_id, _entry.c.id)
_DOOR = (_household.c.id, _household.c.number, _household.c.head_name, _household.c.address)
_FIRST_ASKING_COLUMN = len(_DOOR) + len(LINE_COLUMNS)


def _doors(households: FromClause = _household) -> Rows:
    """Households with their line of units and what they are asked."""
    chosen: Rows = select(*_DOOR, *LINE_COLUMNS, *ASKING_COLUMNS).select_from(households)
    return with_askings(with_line(chosen, _household.c.unit_id), SubjectKind.HOUSEHOLD, _household.c.id)


# The code of an entry that was merged into another leads to the one that stayed.
_behind_code = (
    _doors(_code.join(_entry, _entry.c.id == _code.c.subject_id).join(_household, _household.c.id == _STAYED))
    .where(_code.c.subject_kind == fixed(SubjectKind.HOUSEHOLD.value))
    .where(_code.c.lookup == bindparam("lookup"), _code.c.ended_at.is_(None))
)
_of_household = _doors().where(_household.c.id == bindparam("household_id"))


def door_behind(session: Session, keys: Keys, code: str) -> Door | None:
    """Return the household behind a code and what it is asked; None when the code is no living one of a household.

    One statement: this is what every scan costs.
    """
    return _door(session.execute(_behind_code, {"lookup": lookup_of(keys, code)}).all())


def door_of(session: Session, household_id: int) -> Door | None:
    """Return the door of a household by its id; None when there is no such household."""
    return _door(session.execute(_of_household, {"household_id": household_id}).all())


def version_content(session: Session, version_id: int) -> dict[str, object]:
    """Return the frozen questionnaire of a version, as JSON keeps it."""
    content: dict[str, object] = session.scalars(
        select(QuestionnaireVersion.content).where(QuestionnaireVersion.id == version_id)
    ).one()
    return content


def _door(rows: Sequence[Any]) -> Door | None:
    if not rows:
        return None
    household_id, number, head_name, address = rows[0][: len(_DOOR)]
    line = rows[0][len(_DOOR) : _FIRST_ASKING_COLUMN]
    askings = askings_in(rows, _FIRST_ASKING_COLUMN)
    return Door(
        SubjectKind.HOUSEHOLD,
        household_id,
        number,
        head_name,
        address,
        place_in(line),
        askings,
        commune_id=commune_in(line),
    )
