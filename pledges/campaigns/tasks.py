"""The task list before a campaign opens: what its own room knows to be missing. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from pledges.campaigns.rules import Certificates, Lack, Opening, Task, late_paper_day

# Blanks that a task of their own asks for; whatever else stands open is a matter of the text.
_ASKED_FOR = frozenset(
    {
        "ten_phap_luat_giao_thong",
        "ten_co_quan",
        "dia_chi_co_quan",
        "dien_thoai_co_quan",
        "dau_moi",
        "noi_niem_yet",
        "dia_chi_tra_cuu",
        "nam",
        "tu_ngay",
        "den_ngay",
        "ngay_het_luu",
    }
)


@dataclass(frozen=True)
class FormFacts:
    """What is known of a form to be published: whether it is empty, how many texts lack a language, its blanks."""

    code: str
    is_empty: bool = False
    untranslated: int = 0
    blanks: frozenset[str] = frozenset()
    counts: bool = True


@dataclass(frozen=True)
class Facts:
    """What the rows say of a draft: its forms, whether its title is whole, how many its lists hold and were said to."""

    forms: Sequence[FormFacts] = ()
    has_title: bool = True
    base: int = 0
    confirmed_base: int | None = None


def unsettled(
    opening: Opening, today: date, facts: Facts, settings: Collection[str] = ()
) -> tuple[Lack, ...]:
    """Return what this room knows to be still open before the campaign may open, in the order of the page.

    ``settings`` are the names of the blanks that have a value of their own, such as the campaign's name in a sentence.
    """
    first, last, kept = opening.opens_on, opening.closes_on, opening.kept_until
    settled = {
        Task.PERIOD: bool(first and last and first <= last and last >= today),
        Task.LATE_PAPER: bool(last and late_paper_day(last, opening.late_paper_until) >= last),
        Task.CONTROLLER: all((opening.controller, opening.controller_address, opening.controller_phone)),
        Task.CONTACT: bool(opening.data_contact),
        Task.POSTING: bool(opening.posted_at),
        Task.RETENTION: bool(kept and last and kept >= last),
        Task.LAW: bool(opening.law_name and opening.law_name_english),
        Task.CERTIFICATE: opening.certificates in tuple(Certificates),
    }
    said = [Lack(task) for task, is_settled in settled.items() if not is_settled]
    return in_order([*_of_texts(facts, settings), *said, *_of_base(facts)])


def in_order(lacks: Collection[Lack]) -> tuple[Lack, ...]:
    """Return what is open in the order of the page, each task once: what was told first."""
    by_task = {lack.task: lack for lack in reversed(tuple(lacks))}
    return tuple(by_task[task] for task in Task if task in by_task)


def _of_texts(facts: Facts, settings: Collection[str]) -> list[Lack]:
    unfit = [form.code for form in facts.forms if form.is_empty or form.blanks - _ASKED_FOR - set(settings)]
    lacks = [Lack(Task.TEXT, {"forms": ", ".join(unfit)})] if unfit or not facts.forms else []
    texts = sum(form.untranslated for form in facts.forms) + (not facts.has_title)
    return [*lacks, Lack(Task.LANGUAGES, {"count": texts})] if texts else lacks


def _of_base(facts: Facts) -> list[Lack]:
    """Return the lists as open until somebody said that they are complete, and again once they have changed since."""
    if facts.confirmed_base == facts.base or not any(form.counts for form in facts.forms):
        return []
    return [Lack(Task.BASE, {"before": facts.confirmed_base, "now": facts.base})]
