"""What an office's labels need: its name and seat, its officials in the order of the list, everybody's code."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from pledges.foundation.keys import Keys
from pledges.links.papers import Labelled, LabelledOffice, LabelledOfficial
from pledges.links.queries import codes_of, generation_of
from pledges.register.queries.officials import officials_in
from pledges.register.rules import SubjectKind
from pledges.register.tables import Office, Official
from pledges.units.queries.tree import by_id


@dataclass(frozen=True)
class OfficeSheet:
    """An office as its labels and its staff page need it; ``generation`` is which code of the office is in force."""

    office_id: int
    name: str
    seat_name: str
    officials: tuple[Official, ...]
    generation: int | None

    @property
    def official_ids(self) -> list[int]:
        """The ids of the officials on the list, in its order."""
        return [official.id for official in self.officials]


def office_sheet(session: Session, office: Office) -> OfficeSheet:
    """Return an office with those who are on its list."""
    return OfficeSheet(
        office.id,
        by_id(session, office.unit_id).name,
        by_id(session, office.seat_unit_id).name,
        tuple(officials_in(session, [office.unit_id])),
        generation_of(session, SubjectKind.OFFICE, office.id),
    )


def labels_of_office(session: Session, keys: Keys, sheet: OfficeSheet) -> list[Labelled]:
    """Return the label of the head, then the officials' in the order of the list; everybody has a code."""
    [code] = codes_of(session, keys, SubjectKind.OFFICE, [sheet.office_id]).values()
    codes = codes_of(session, keys, SubjectKind.OFFICIAL, sheet.official_ids)
    officials = [
        LabelledOfficial(official.number, official.name, sheet.name, codes[official.id])
        for official in sheet.officials
    ]
    return [LabelledOffice(sheet.name, sheet.seat_name, code), *officials]
