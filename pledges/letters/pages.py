"""Staff pages of letters: what is to be said is typed, read as a whole, approved, and only then made into paper."""

from flask import Blueprint, Response, make_response, render_template, request

from forms.letters import ApologyForm, LetterForm, ThankYouForm
from pledges.foundation.access import acting, requires
from pledges.foundation.errors import NotFound
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.letters.papers import Written, letter_paper
from pledges.letters.rules import APOLOGY, LETTERS, THANK_YOU, LetterKind, title_lines
from pledges.paper.blocks import fill_blocks, paper_spec
from pledges.prints.acts import record_handed_over
from pledges.prints.answers import paper_answer
from pledges.prints.papers import making_paper
from pledges.prints.rules import NewPiece, NewRun, file_name
from pledges.staff.rules import Permission
from pledges.stationery.queries import blocks_for, head_for
from pledges.stationery.rules import Head
from pledges.units.queries.tree import tops_on
from pledges.units.scope import scope_roots, unit_in_scope

letter_pages = Blueprint("letters", __name__)
_LETTER = "/staff/letters/<int:unit_id>/<kind>"
_FORMS: dict[str, type[LetterForm]] = {THANK_YOU.code: ThankYouForm, APOLOGY.code: ApologyForm}
_NO_VALUES = ("approved", "chuc_danh", "nguoi_ky")


@letter_pages.get("/staff/letters")
@requires(Permission.WRITE_LETTERS)
def choose() -> str:
    """Lead to the letters that the actor may write, for each of their units."""
    roots = scope_roots(acting(), Permission.WRITE_LETTERS)
    with this_house().database.reading() as session:
        units = tops_on(session, roots, present().today)
    return render_template("letters/choose.html", units=units, letters=LETTERS)


@letter_pages.get(_LETTER)
@requires(Permission.WRITE_LETTERS)
def show_form(unit_id: int, kind: str) -> str:
    """Ask what is to be said."""
    letter, unit_name, head = _place(unit_id, kind)
    form = _FORMS[letter.code](language=current_language())
    shown = {"form": form, "letter": letter, "unit_name": unit_name, "head": head}
    return render_template("letters/form.html", **shown, read=None)


@letter_pages.post(_LETTER)
@requires(Permission.WRITE_LETTERS)
def make(unit_id: int, kind: str) -> Response:
    """Show the letter whole; once it was read and approved as it stands, make it and hand it over."""
    letter, unit_name, head = _place(unit_id, kind)
    form = _FORMS[letter.code](request.form, language=current_language())
    shown = {"form": form, "letter": letter, "unit_name": unit_name, "head": head}
    if not form.validate():
        return make_response(render_template("letters/form.html", **shown, read=None), 422)
    written = _written(unit_id, letter, head, form)
    if not form.approved.data or request.form.get("read") != written.digest:
        form.approved.data = False  # What has not been read as it stands now is not approved yet.
        return make_response(render_template("letters/form.html", **shown, read=written))
    return _handed_over(unit_id, unit_name, letter, written)


def _handed_over(unit_id: int, unit_name: str, letter: LetterKind, written: Written) -> Response:
    """Make the paper; the ledger keeps who approved it and when, not to whom it goes nor what it says."""
    with making_paper():
        paper = letter_paper(written)
    with this_house().database.writing() as session:
        piece = NewPiece("unit", unit_id, unit_id, unit_name)
        new = NewRun(letter.kind, unit_id, total=1)
        run = record_handed_over(session, present(acting().id), new, paper, piece)
    return paper_answer(paper.content, file_name(letter.kind.file_stem, unit_name, run.id))


def _place(unit_id: int, kind: str) -> tuple[LetterKind, str, Head]:
    """Return which letter is meant, the unit's name and the head of its papers.

    :raises NotFound: when there is no such letter or the unit is out of reach.
    """
    if kind not in LETTERS:
        raise NotFound
    with this_house().database.reading() as session:
        unit = unit_in_scope(session, acting(), Permission.WRITE_LETTERS, unit_id)
        head = head_for(session, unit_id) or Head("state", "", unit.name, "", "")
        return LETTERS[kind], unit.name, head


def _written(unit_id: int, letter: LetterKind, head: Head, form: LetterForm) -> Written:
    typed = {field.name: field.data for field in form if field.name not in _NO_VALUES}
    with this_house().database.reading() as session:
        sources = blocks_for(session, letter.paper, unit_id)
    blocks = fill_blocks(paper_spec(letter.paper), sources, {**typed, "ten_co_quan": head.issuer})
    return Written(
        title=letter.title,
        head=head,
        blocks=blocks,
        signer_title=title_lines(form.chuc_danh.data or ""),
        signer_name=form.nguoi_ky.data or "",
        on=present().today,
        copies=("Như trên", "Lưu: VT"),
    )
