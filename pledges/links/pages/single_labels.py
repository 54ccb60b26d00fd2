"""One label: printed once more with the same code, or with the next code in place of one that was lost."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Blueprint, Response, request

from pledges.foundation.access import acting, requires
from pledges.foundation.errors import NotFound
from pledges.foundation.house import this_house
from pledges.foundation.moments import Occasion, present
from pledges.links.acts import reissue_seen
from pledges.links.papers import Labelled, LabelledHousehold, LabelledOffice, LabelledOfficial, label_paper
from pledges.links.queries import generation_of
from pledges.links.rules import LABELS, OFFICE_LABELS, CodeOwner, code_of
from pledges.prints.acts import record_handed_over
from pledges.prints.answers import paper_answer
from pledges.prints.papers import making_paper
from pledges.prints.rules import MadePaper, NewPiece, NewRun, PaperKind, file_name
from pledges.register.queries.offices import seat_of
from pledges.register.rules import SubjectKind
from pledges.register.scope import household_in_scope, office_in_scope, official_in_scope
from pledges.register.subjects import LeftTheList
from pledges.staff.rules import Permission
from pledges.units.queries.tree import by_id as unit_by_id

single_label_pages = Blueprint("single_labels", __name__)


@dataclass(frozen=True)
class _Found:
    """Whose label it is, what stands on it for a code, and the unit in whose ledger it is written, in which words."""

    owner: CodeOwner
    labelled: Callable[[str], Labelled]
    kind: PaperKind
    ledger_unit_id: int
    place_name: str
    words: str


_Finding = Callable[[Any], _Found]


@single_label_pages.post("/staff/links/households/<int:household_id>/label")
@requires(Permission.PRINT_LABELS)
def print_household(household_id: int) -> Response:
    """Hand over a household's label once more."""
    return _again(partial(_household, household_id=household_id))


@single_label_pages.post("/staff/links/households/<int:household_id>/reissue")
@requires(Permission.PRINT_LABELS)
def reissue_household(household_id: int) -> Response:
    """Give a household its next code in place of the one that was lost, and hand over the label that carries it."""
    return _reissued(partial(_household, household_id=household_id))


@single_label_pages.post("/staff/links/officials/<int:official_id>/label")
@requires(Permission.PRINT_LABELS)
def print_official(official_id: int) -> Response:
    """Hand over an official's label once more."""
    return _again(partial(_official, official_id=official_id))


@single_label_pages.post("/staff/links/officials/<int:official_id>/reissue")
@requires(Permission.PRINT_LABELS)
def reissue_official(official_id: int) -> Response:
    """Give an official the next code, and hand over its label."""
    return _reissued(partial(_official, official_id=official_id))


@single_label_pages.post("/staff/links/offices/<int:office_id>/label")
@requires(Permission.PRINT_LABELS)
def print_office(office_id: int) -> Response:
    """Hand over the label of an office's head once more."""
    return _again(partial(_office, office_id=office_id))


@single_label_pages.post("/staff/links/offices/<int:office_id>/reissue")
@requires(Permission.PRINT_LABELS)
def reissue_office(office_id: int) -> Response:
    """Give an office the next code, and hand over the label of its head."""
    return _reissued(partial(_office, office_id=office_id))


def _again(finding: _Finding) -> Response:
    """Hand over a label with the code in force; nothing about the code changes.

    :raises NotFound: when there is no code yet: it is made when the labels of the place are printed.
    :raises LeftTheList: when the subject has left the list.
    """
    house = this_house()
    with house.database.reading() as session:
        found = finding(session)
        generation = generation_of(session, found.owner.kind, found.owner.id)
    if generation is None:
        raise NotFound
    if found.owner.has_left:
        raise LeftTheList
    paper = _paper(found, generation)
    with house.database.writing() as session:
        return _handed_over(session, present(acting().id), finding(session), paper)


def _reissued(finding: _Finding) -> Response:
    """End the code that the page showed, and hand over a label with the next.

    The label is made before the old code ends: a machine that cannot make it leaves everything as it was.
    """
    house, occasion = this_house(), present(acting().id)
    seen = request.form.get("generation", 0, type=int)
    with house.database.reading() as session:
        paper = _paper(finding(session), seen + 1)
    with house.database.writing() as session:
        found = finding(session)
        reissue_seen(session, occasion, house.keys, found.owner, seen)
        return _handed_over(session, occasion, found, paper)


def _paper(found: _Found, generation: int) -> MadePaper:
    house = this_house()
    code = code_of(house.keys, found.owner.kind, found.owner.id, generation)
    with making_paper():
        return label_paper(
            [found.labelled(code)], house.config.public_url, found.place_name, lambda _done: None
        )


def _handed_over(session: Any, occasion: Occasion, found: _Found, paper: MadePaper) -> Response:
    new = NewRun(found.kind, found.ledger_unit_id, total=1)
    piece = NewPiece(found.owner.kind, found.owner.id, found.ledger_unit_id, found.words)
    run = record_handed_over(session, occasion, new, paper, piece)
    return paper_answer(paper.content, file_name(found.kind.file_stem, str(found.owner.id), run.id))


def _household(session: Any, household_id: int) -> _Found:
    one = household_in_scope(session, acting(), Permission.PRINT_LABELS, household_id)
    place = unit_by_id(session, one.unit_id)
    return _Found(
        CodeOwner(SubjectKind.HOUSEHOLD, one.id, one.unit_id, one.ended_on is not None),
        partial(LabelledHousehold, one.number, one.head_name, place.name),
        LABELS,
        one.unit_id,
        place.name,
        f"Hộ số {one.number}",
    )


def _official(session: Any, official_id: int) -> _Found:
    one = official_in_scope(session, acting(), Permission.PRINT_LABELS, official_id)
    office = unit_by_id(session, one.unit_id)
    return _Found(
        CodeOwner(SubjectKind.OFFICIAL, one.id, one.unit_id, one.ended_on is not None),
        partial(LabelledOfficial, one.number, one.name, office.name),
        OFFICE_LABELS,
        seat_of(session, one.unit_id) or one.unit_id,
        office.name,
        f"Cán bộ số {one.number}",
    )


def _office(session: Any, office_id: int) -> _Found:
    one = office_in_scope(session, acting(), Permission.PRINT_LABELS, office_id)
    unit, seat = unit_by_id(session, one.unit_id), unit_by_id(session, one.seat_unit_id)
    return _Found(
        CodeOwner(SubjectKind.OFFICE, one.id, one.unit_id),
        partial(LabelledOffice, unit.name, seat.name),
        OFFICE_LABELS,
        one.seat_unit_id,
        unit.name,
        "Thủ trưởng cơ quan",
    )
