"""The draft of a form on a clerk's desk: what is written, what it was read as, and the one way to keep a change."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import request

from forms.building import BuildingRefused, check_built
from forms.building_kept import check_kept
from forms.building_limits import check_limits
from forms.building_texts import as_draft, missing_in, to_build
from forms.catalogue_reader import ItemBank, load_catalogue
from forms.decoding import ShapeInvalid
from forms.questionnaire import Questionnaire
from forms.toml_problems import plain_words
from pledges.campaigns.acts.holding import held
from pledges.campaigns.acts.versions import draft_of, save_draft
from pledges.campaigns.queries import by_id
from pledges.campaigns.refusals import ContentInvalid, DraftChanged
from pledges.campaigns.rules import CampaignState
from pledges.campaigns.versions import Beside, beside, codes_used
from pledges.foundation.access import acting
from pledges.foundation.errors import DomainError, NotFound
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language, gettext, mark
from pledges.foundation.moments import present
from pledges.staff.rules import Permission
from pledges.units.scope import unit_in_scope

Change = Callable[[Questionnaire], Questionnaire]

STALE = mark(
    "Trong lúc ông/bà sửa, bản đang soạn vừa được người khác lưu. Chữ ông/bà vừa ghi vẫn còn ở đây và chưa được lưu: "
    "xem lại bản mới, rồi bấm lưu lần nữa nếu vẫn muốn sửa như vậy."
)


@dataclass(frozen=True)
class Workbench:
    """A form of a campaign with what is being written of it; ``seen`` marks it as it was read.

    ``codes_used``: of questions and items in any version, which no new one may have.
    """

    campaign: Any
    unit_name: str
    versions: Beside
    questionnaire: Questionnaire
    seen: str
    codes_used: frozenset[str]

    @property
    def form_code(self) -> str:
        """The code of the form."""
        return self.questionnaire.code

    @property
    def written(self) -> Any:
        """The version that is being written: the draft, or the one in use as long as nobody has begun."""
        return self.versions.draft or self.versions.live

    @property
    def is_live(self) -> bool:
        """Whether people sign a version of this form while the next one is written."""
        return not self.versions.is_first_draft

    @property
    def has_draft(self) -> bool:
        """Whether anything has been changed since the last publication."""
        return self.versions.is_first_draft or self.versions.draft is not None

    @property
    def can_change(self) -> bool:
        """Whether the campaign still asks."""
        return self.campaign.state in (CampaignState.DRAFT, CampaignState.OPEN)

    @property
    def missing(self) -> tuple[str, ...]:
        """The texts that have no English yet."""
        return missing_in(self.questionnaire)

    @property
    def has_items(self) -> bool:
        """Whether the form is a list of things to pledge."""
        return self.questionnaire.kind in ("pledge", "registration")

    @property
    def bank(self) -> ItemBank:
        """The items of the plan."""
        return load_catalogue().bank

    @property
    def address(self) -> dict[str, Any]:
        """What every address of the builder names."""
        return {"campaign_id": self.campaign.id, "form_code": self.form_code}


@dataclass(frozen=True)
class Problem:
    """Why a change was not kept: the status of the answer and what the clerk reads."""

    status: int
    words: str


def open_bench(campaign_id: int, form_code: str) -> Workbench:
    """Lay out what is written of a form.

    :raises NotFound: when the campaign is not in the actor's scope, or has no such form.
    """
    with this_house().database.reading() as session:
        campaign = by_id(session, campaign_id)
        unit = unit_in_scope(session, acting(), Permission.OPEN_CAMPAIGNS, campaign.unit_id)
        versions = beside(session, campaign_id, form_code)
        written = versions.draft or versions.live
        content = written.source or written.content
        used = codes_used(session, campaign_id, form_code)
    return Workbench(campaign, unit.name, versions, to_build(content), _mark_of(versions), used)


def keep(bench: Workbench, change: Change) -> Problem | None:
    """Keep a change in the draft, begun if nobody has; return why not, with nothing written over and nothing lost."""
    try:
        after = _changed(bench.questionnaire, change)
        if request.form.get("seen", "") != bench.seen:
            raise DraftChanged
        _store(bench, after)
    except BuildingRefused as refused:
        return Problem(422, gettext(refused.message) % _translated(refused.values))
    except DraftChanged as stale:
        return Problem(stale.status, gettext(STALE))
    except ContentInvalid as wrong:
        return Problem(wrong.status, gettext(wrong.advice) % wrong.values)
    return None


def told(error: DomainError) -> Problem:
    """Return what the page says of a refused act."""
    return Problem(error.status, f"{gettext(error.title)}. {gettext(error.advice) % error.values}")


def _changed(before: Questionnaire, change: Change) -> Questionnaire:
    try:
        after = change(before)
    except ShapeInvalid as shape:
        words = mark("Phiếu chưa hợp lệ ở chỗ “%(key)s”: %(problem)s")
        problem = plain_words(shape.problem, current_language())
        raise BuildingRefused(words, key=shape.key, problem=problem) from shape
    except KeyError as unknown:
        raise NotFound from unknown
    check_built(before, after)
    check_kept(before, after)
    check_limits(after)
    return after


def _store(bench: Workbench, after: Questionnaire) -> None:
    occasion = present(acting().id)
    with this_house().database.writing() as session:
        # Held before it is compared: whoever begins a draft at the same moment waits here.
        campaign = held(session, bench.campaign.id)
        unit_in_scope(session, acting(), Permission.OPEN_CAMPAIGNS, campaign.unit_id)
        if _mark_of(beside(session, campaign.id, bench.form_code)) != bench.seen:
            raise DraftChanged
        draft = draft_of(session, occasion, campaign.id, bench.form_code)
        save_draft(session, occasion, draft.id, as_draft(after), draft.digest)


def _mark_of(versions: Beside) -> str:
    """Return the mark of what was read: a draft's digest, or that of the version in use while there is no draft."""
    if versions.draft is None and not versions.is_first_draft:
        return f"live:{versions.live.digest}"
    return str((versions.draft or versions.live).digest)


def _translated(values: dict[str, object]) -> dict[str, object]:
    return {name: gettext(str(value)) if name == "reason" else value for name, value in values.items()}
