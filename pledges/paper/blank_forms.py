"""Blank forms to be filled in by hand: one a household with its code, or without any household. A4, both sides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import BinaryIO

from pledges.paper.blanks import Field, Layout, Slot, StampedCode, Wanted
from pledges.paper.fitting import TextStyle
from pledges.paper.fonts import TINOS, TINOS_BOLD
from pledges.paper.pdf import LaidOut, lay_out
from pledges.paper.stamped import StampedRun
from pledges.paper.templates import fill

FIELDS = {
    "number": Field(TextStyle((TINOS_BOLD,), size_pt=16, smallest_pt=12)),
    "name": Field(TextStyle((TINOS_BOLD,), size_pt=14, smallest_pt=6)),
    "place": Field(TextStyle((TINOS,), size_pt=12, smallest_pt=6)),
    "code": Field(TextStyle((TINOS_BOLD,), size_pt=15, smallest_pt=11)),
    "label": Field(TextStyle((TINOS,), size_pt=11, smallest_pt=8), side="right"),
}
"""What differs from household to household; ``label`` stands on the back as well, should sheets come apart."""

_QR = "qr"
_SIDE_MM = 30
TITLE = "Phiếu cam kết để ghi tay"


@dataclass(frozen=True)
class BlankQuestion:
    """Something to be written on a dotted line, or, with ``options``, one box each to tick."""

    label: str
    options: Sequence[str] = ()
    is_short: bool = False


@dataclass(frozen=True)
class BlankItem:
    """Something that can be pledged, with a box before it; ``basis`` says whether the law asks it anyway."""

    text: str
    basis: str
    heading: str = ""


@dataclass(frozen=True)
class BlankBox:
    """A sentence with a box of its own, never ticked beforehand; ``note`` stands below it."""

    text: str
    note: str = ""


@dataclass(frozen=True)
class BlankForm:
    """All that is the same on every form: the words of one version of a questionnaire.

    ``choices`` are the whole, a part, and nothing, in boxes of one size. ``member_rows`` lines are left for members,
    none where the form names none. ``hand_in`` and ``notice`` are paragraphs. ``version`` names form and version.
    """

    title: Sequence[str]
    campaign: str
    voluntary: str
    questions_title: str
    questions: Sequence[BlankQuestion]
    opening: str
    items: Sequence[BlankItem]
    notices: Sequence[str]
    choices: Sequence[BlankBox]
    after: Sequence[str]
    members_title: str
    member_columns: Sequence[str]
    member_rows: int
    boxes: Sequence[BlankBox]
    consents_title: str
    consents: Sequence[BlankBox]
    signer: str
    signer_hint: str
    copies: str
    notice_title: str
    notice: Sequence[str]
    hand_in: Sequence[str]
    version: str
    scanning: str


@dataclass(frozen=True)
class BlankSubject:
    """Whose form it is: "Hộ số 12", the masked name, the place, the code as it is typed ("" without one), its link."""

    number: str
    name: str
    place: str
    typed_code: str
    link: str


@dataclass(frozen=True)
class LooseHead:
    """The head of a form of no household: lines to write on, each with its label, where it is given out, an address."""

    labels: Sequence[str]
    place: str
    link: str


def write_blank_forms(
    form: BlankForm, subjects: Iterable[BlankSubject], destination: BinaryIO
) -> tuple[int, list[StampedCode]]:
    """Write a form a subject, each beginning on a sheet of its own; return the pages and where each code stands.

    **why** the fast way: a hamlet's forms differ in five short texts and a code, and are laid out once.

    :raises NothingToPrint: when there is no subject.
    :raises TooMuchText: when a name does not go into its box.
    :raises QrTooLong: when a link could not be read from paper.
    :raises PdfEngineMissing: when WeasyPrint cannot be loaded.
    """
    run = StampedRun(FIELDS)
    setting = _setting_of(form, None)
    blank = _cached(_filled(form, setting))
    make = partial(_laid_out, form, setting)
    layout = Layout("form", make, ground=_heard(form, blank.page_count))
    for subject in subjects:
        run.add(layout, _slots(subject, blank))
    run.save(destination, title=f"{TITLE} – {form.campaign}")
    return run.page_count, run.codes


def loose_form(form: BlankForm, loose: LooseHead) -> LaidOut:
    """Lay out a form of no household in particular: number and name are left to be written, the code is public."""
    html = _filled(form, _setting_of(form, loose), loose)
    return lay_out(html, title=f"{TITLE} – {form.campaign}", archive=True)


@dataclass(frozen=True)
class _Setting:
    """How a form is set: the size of its type, whether the back flows on from the front, an empty page at the end."""

    size_pt: float
    is_flowing: bool = False
    has_spare: bool = False


# Front and back of one sheet, else closer together and a little smaller, but never so small that old eyes give up.
_SETTINGS = (
    _Setting(12.5),
    _Setting(12.5, True),
    _Setting(12, True),
    _Setting(11.5, True),
    _Setting(11, True),
)
_SIDES = 2


def _setting_of(form: BlankForm, loose: LooseHead | None) -> _Setting:
    """Return the first setting that fits on one sheet; else the largest type, and an even number of pages."""
    for setting in _SETTINGS:
        if _cached(_filled(form, setting, loose)).page_count <= _SIDES:
            return setting
    largest = _SETTINGS[1]
    pages = _cached(_filled(form, largest, loose)).page_count
    return replace(largest, has_spare=pages % _SIDES == 1)


def _laid_out(form: BlankForm, setting: _Setting, wanted: Wanted) -> LaidOut:
    return _cached(_filled(form, setting, wanted=wanted))


@lru_cache(maxsize=16)
def _cached(html: str) -> LaidOut:
    return lay_out(html, title="", tagged=False)


def _filled(
    form: BlankForm, setting: _Setting, loose: LooseHead | None = None, wanted: Wanted | None = None
) -> str:
    return fill(
        "blank-form",
        form=form,
        setting=setting,
        loose=loose,
        wanted=wanted or Wanted(),
        code_side_mm=_SIDE_MM,
    )


def _slots(subject: BlankSubject, blank: LaidOut) -> list[list[Slot]]:
    """Return what is set on each page: the head on the first, the label where the back begins."""
    texts = {
        "number": subject.number,
        "name": subject.name,
        "place": subject.place,
        "code": subject.typed_code,
    }
    label = f"{subject.number} · {subject.typed_code}"
    front = Slot(texts, codes={_QR: subject.link})
    return [
        [front] if _QR in boxes else [Slot({"label": label})] if "label" in boxes else []
        for boxes in blank.page_boxes
    ]


def _heard(form: BlankForm, pages: int) -> list[str]:
    """Return what a screen reader is told of each page; the words go with the first, the back with the second."""
    front = [*form.title, form.campaign, form.voluntary, form.opening]
    front += [f"{number}. {item.text}" for number, item in enumerate(form.items, start=1)]
    front += [*form.notices, *(f"{box.text} {box.note}" for box in (*form.boxes, *form.choices))]
    back = [*form.after, form.members_title, *(f"{box.text} {box.note}" for box in form.consents)]
    back += [form.notice_title, *form.notice, *form.hand_in, form.copies]
    heard = [" ".join(filter(None, front)), " ".join(filter(None, back))]
    return [*heard, *(" " for _ in range(pages - len(heard)))]
