"""Makes the label sheets of a print run: every household of the unit, hamlet after hamlet, by given name."""

from pledges.foundation.house import House
from pledges.foundation.vietnamese.dates import LOCAL_ZONE
from pledges.links.acts import ensure_codes
from pledges.links.papers import LabelledHousehold, label_paper
from pledges.links.queries import codes_of
from pledges.prints.rules import Beat, MadePaper, NothingToPrint, Order
from pledges.register.queries.households import households_in
from pledges.register.rules import SubjectKind
from pledges.units.queries.tree import branches


class LabelMaker:
    """Makes label sheets; called again for the same order it gives the same labels."""

    def __init__(self, house: House) -> None:
        self._house = house

    def __call__(self, order: Order, beat: Beat) -> MadePaper:
        """Give every household a code that has none, and print all of them.

        :raises NothingToPrint: when the unit has no households (any more).
        """
        households = self._labelled(order)
        if not households:
            raise NothingToPrint
        heading = f"Nhãn mã QR, đợt in số {order.run_id}"
        return label_paper(households, self._house.config.public_url, heading, beat)

    def _labelled(self, order: Order) -> list[LabelledHousehold]:
        asked_on = order.asked_at.astimezone(LOCAL_ZONE).date()
        with self._house.database.reading() as session:
            tree = branches(session, order.unit_id, asked_on)
            households = households_in(session, [unit.id for unit in tree])
        units = {unit.id: (place, unit.name) for place, unit in enumerate(tree)}
        ids = [household.id for household in households]
        with self._house.database.writing() as session:
            ensure_codes(session, self._house.keys, SubjectKind.HOUSEHOLD, ids)
            codes = codes_of(session, self._house.keys, SubjectKind.HOUSEHOLD, ids)
        # The register gives each hamlet's households by given name; sorting by hamlet alone keeps that order.
        households.sort(key=lambda household: units[household.unit_id][0])
        return [
            LabelledHousehold(one.number, one.head_name, units[one.unit_id][1], codes[one.id])
            for one in households
        ]
