"""Makes blank forms: a hamlet's in a run, each with its household's code, or one of no household in particular."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from sqlalchemy.orm import Session

from forms.questionnaire import Questionnaire
from pledges.entry.blank_queries import AskedForm, asked_form, households_asked, households_asked_of
from pledges.entry.blank_words import blank_form, loose_head
from pledges.foundation.codes import grouped_code
from pledges.foundation.errors import NotFound
from pledges.foundation.house import House
from pledges.foundation.locale import mark
from pledges.foundation.moments import present
from pledges.foundation.vietnamese.dates import local_date
from pledges.foundation.vietnamese.names import mask_name
from pledges.links.acts import ensure_codes, reissue
from pledges.links.queries import codes_of
from pledges.links.rules import Subject, link_to
from pledges.paper.blank_forms import BlankForm, BlankSubject, loose_form, write_blank_forms
from pledges.paper.joining import in_chunks
from pledges.prints.rules import Beat, MadePaper, MadePart, NewPiece, Order, PaperKind, Piece, PlacedCode
from pledges.register.rules import SubjectKind
from pledges.register.subjects import LeftTheList
from pledges.register.tables import Household
from pledges.responses.rules import place_of
from pledges.staff.rules import Permission
from pledges.units.queries.tree import ancestors, branches

BLANK_FORMS = PaperKind(
    code="blank_forms",
    words=mark("Phiếu giấy để ghi tay"),
    file_stem="phieu-giay",
    permission=Permission.PRINT_LABELS,
    carries_secrets=True,
    codes_a_piece=1,
)
LOOSE_FORM = PaperKind(
    code="blank_form",
    words=mark("Phiếu giấy không ghi hộ"),
    file_stem="phieu-giay",
    permission=Permission.ENTER_PLEDGES,
    carries_secrets=False,
)
FORM_CHOICE = "form"
"""Which of the campaign's forms, by its code; the households' where none is named."""

# First codes are given in short transactions, so that nobody who signs waits for a large print.
_CODES_A_TRANSACTION = 500
_UNITS_A_READING = 50


class BlankFormMaker:
    """Makes the forms of every household that a campaign asks; again for the same pieces it gives the same forms."""

    part_size = 250
    """Some 500 pages: 0.4 s of a core."""

    def __init__(self, house: House) -> None:
        self._house = house

    def plan(self, order: Order) -> Iterator[NewPiece]:
        """Say which households get a form: hamlet after hamlet, in each by given name.

        :raises NotFound: when the campaign asks households nothing.
        """
        campaign_id = _campaign_of(order)
        with self._house.database.reading() as session:
            form = asked_form(session, campaign_id, order.unit_id, order.choices.get(FORM_CHOICE, ""))
            units = [unit.id for unit in branches(session, order.unit_id, local_date(order.asked_at))]
        for chunk in in_chunks(units, _UNITS_A_READING):
            with self._house.database.reading() as session:
                households = households_asked(session, campaign_id, form.form_code, chunk)
            place = {unit_id: number for number, unit_id in enumerate(chunk)}
            for one in sorted(households, key=lambda household: place[household.unit_id]):
                yield NewPiece(SubjectKind.HOUSEHOLD, one.id, one.unit_id, f"Hộ số {one.number}")

    def make(self, order: Order, pieces: Sequence[Piece], destination: BinaryIO, beat: Beat) -> MadePart:
        """Write the pieces' forms, each with the code in force.

        :raises LeftTheList: when one of the households is not on its list, or not asked, any more.
        """
        ids = [piece.subject_id for piece in pieces]
        self._ensure_codes(ids)
        with self._house.database.reading() as session:
            form = asked_form(
                session, _campaign_of(order), pieces[0].unit_id, order.choices.get(FORM_CHOICE, "")
            )
            households = households_asked_of(session, _campaign_of(order), form.form_code, ids)
            codes = codes_of(session, self._house.keys, SubjectKind.HOUSEHOLD, ids)
            place = place_words(session, pieces[0].unit_id)
        if len(households) < len(set(ids)):
            raise LeftTheList
        subjects = (self._subject(households[each], place, codes[each]) for each in ids)
        pages, found = write_blank_forms(words_of(form), subjects, destination)
        beat(len(pieces))
        return MadePart(pages, [PlacedCode(one.page, one.left, one.top, one.side, one.text) for one in found])

    def code_of(self, _order: Order, piece: Piece) -> str:
        """Return the code in force of the piece's household, as it is typed."""
        with self._house.database.reading() as session:
            codes = codes_of(session, self._house.keys, SubjectKind.HOUSEHOLD, [piece.subject_id])
        return grouped_code(codes[piece.subject_id]) if codes else ""

    def renew(self, session: Session, order: Order, piece: Piece) -> None:
        """Give the household its next code: the one on the lost form opens nothing any more."""
        ensure_codes(session, self._house.keys, SubjectKind.HOUSEHOLD, [piece.subject_id])
        subject = Subject(SubjectKind.HOUSEHOLD, piece.subject_id, "")
        reissue(session, present(order.asked_by), self._house.keys, subject, piece.unit_id)

    def _ensure_codes(self, ids: Sequence[int]) -> None:
        for chunk in in_chunks(ids, _CODES_A_TRANSACTION):
            with self._house.database.writing() as session:
                ensure_codes(session, self._house.keys, SubjectKind.HOUSEHOLD, chunk)

    def _subject(self, household: Household, place: str, code: str) -> BlankSubject:
        return BlankSubject(
            number=f"Hộ số {household.number}",
            name=mask_name(household.head_name),
            place=place,
            typed_code=grouped_code(code),
            link=link_to(self._house.config.public_url, code),
        )


def loose_paper(form: AskedForm, place: str, public_url: str) -> MadePaper:
    """Make a form of no household: its code leads to the campaign's public page, and opens nothing else."""
    link = f"{public_url}/C/{form.slug}".upper()
    head = loose_head(Questionnaire.from_mapping(form.content), place, link)
    laid_out = loose_form(words_of(form, is_loose=True), head)
    return MadePaper(laid_out.pdf, pages=laid_out.page_count, pieces=1)


def words_of(form: AskedForm, *, is_loose: bool = False) -> BlankForm:
    """Return the words of a form as they are printed."""
    questionnaire = Questionnaire.from_mapping(form.content)
    return blank_form(questionnaire, form.title_vi, form.version, is_loose=is_loose)


def place_words(session: Session, unit_id: int) -> str:
    """Return a unit with what is above it: "Thôn Phú Sơn, Xã Hàm Mẫu, Tỉnh Lâm Đồng"."""
    line = ancestors(session, unit_id)
    where = place_of([(unit.type, unit.name) for unit in reversed(line)])
    return ", ".join(filter(None, (where.hamlet, where.commune, where.province)))


def _campaign_of(order: Order) -> int:
    if order.campaign_id is None:
        raise NotFound
    return order.campaign_id
