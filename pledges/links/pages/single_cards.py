"""One door card: printed once more for a household whose card was lost on the way, with the code and PIN in force."""

from io import BytesIO

from flask import Blueprint, Response

from pledges.foundation.access import acting, requires
from pledges.foundation.errors import NotFound
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.links.papers import CardedHousehold, LabelledHousehold, write_cards
from pledges.links.queries import commune_name_of, generation_of
from pledges.links.rules import DOOR_CARDS, code_of, pin_of
from pledges.prints.acts import record_handed_over
from pledges.prints.answers import paper_answer
from pledges.prints.papers import making_paper
from pledges.prints.rules import MadePaper, NewPiece, NewRun, file_name
from pledges.register.rules import SubjectKind
from pledges.register.scope import household_in_scope
from pledges.register.subjects import LeftTheList
from pledges.staff.rules import Permission
from pledges.units.queries.tree import by_id as unit_by_id

single_card_pages = Blueprint("single_cards", __name__)


@single_card_pages.post("/staff/links/households/<int:household_id>/card")
@requires(Permission.PRINT_LABELS)
def print_card(household_id: int) -> Response:
    """Hand over a household's door card; its code and PIN stay as they are."""
    paper = _card(household_id)
    with this_house().database.writing() as session:
        one = household_in_scope(session, acting(), Permission.PRINT_LABELS, household_id)
        piece = NewPiece(SubjectKind.HOUSEHOLD, one.id, one.unit_id, f"Hộ số {one.number}")
        new = NewRun(DOOR_CARDS, one.unit_id, total=1)
        run = record_handed_over(session, present(acting().id), new, paper, piece)
    return paper_answer(paper.content, file_name(DOOR_CARDS.file_stem, str(household_id), run.id))


def _card(household_id: int) -> MadePaper:
    """Make the card with what is in force.

    :raises NotFound: when there is no code yet: it is made when the papers of the place are printed.
    :raises LeftTheList: when the household has left the list.
    """
    house, kind = this_house(), SubjectKind.HOUSEHOLD
    with house.database.reading() as session:
        one = household_in_scope(session, acting(), Permission.PRINT_LABELS, household_id)
        generation = generation_of(session, kind, one.id)
        if generation is None:
            raise NotFound
        if one.ended_on is not None:
            raise LeftTheList
        hamlet, commune = unit_by_id(session, one.unit_id).name, commune_name_of(session, one.unit_id)
        code, pin = (make(house.keys, kind, one.id, generation) for make in (code_of, pin_of))
        carded = CardedHousehold(LabelledHousehold(one.number, one.head_name, hamlet, code), commune, pin)
    written = BytesIO()
    with making_paper():
        made = write_cards([carded], house.config.public_url, hamlet, written, lambda _done: None)
    return MadePaper(written.getvalue(), made.pages, 1)
