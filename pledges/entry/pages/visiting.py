"""What a page of entry knows: whose pledge, of which campaign, from which paper; and what is handed in there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import request

from forms.answers import PledgeAnswers
from forms.questionnaire import Questionnaire
from pledges.campaigns.queries import by_id as campaign_by_id
from pledges.entry.queries import paper_versions, period_of
from pledges.entry.refusals import EntryOver
from pledges.entry.rules import PaperVersion, Period, takes_entries
from pledges.entry.scope import whereabouts
from pledges.foundation.access import Actor
from pledges.foundation.errors import NotFound
from pledges.foundation.house import this_house
from pledges.foundation.moments import Occasion, present
from pledges.register.rules import SubjectKind
from pledges.responses.pages.sheet import open_text, questionnaire_of
from pledges.responses.queries.office_doors import any_door_of
from pledges.responses.rules import Asking, ConfirmedBy, Door, NamedMember, NewProof, NotAsked, Submission
from pledges.units.queries.tree import ancestors

PAPER_LANGUAGE = "vi"
"""Papers are printed in Vietnamese: that is what was signed, whatever language the page has."""


@dataclass(frozen=True)
class EntryVisit:
    """A staff member with a paper, or at a door: one household, official or office, one campaign, now."""

    door: Door
    asking: Asking
    period: Period
    office_id: int | None
    versions: Sequence[PaperVersion]
    occasion: Occasion

    @property
    def is_household(self) -> bool:
        """Whether it is a household's paper."""
        return self.door.subject_kind is SubjectKind.HOUSEHOLD

    @property
    def shows_standing(self) -> bool:
        """Whether the page may tell that there is a pledge already, before a paper was typed in.

        **why** not of officials: whoever reaches an office could open one after the other, and would know who has not.
        """
        return self.door.subject_kind is not SubjectKind.OFFICIAL

    @property
    def purpose(self) -> str:
        """What the page's mark is signed for."""
        return f"enter:{self.asking.invitation_id}:{self.asking.version_id}"

    def with_paper(self, version_id: int | None) -> "EntryVisit":
        """Return the same with the version that stands on the paper; the one in use where none is named.

        :raises NotFound: when the subject was never asked with that version.
        """
        if version_id is None:
            return self
        for version in self.versions:
            if version.id == version_id:
                asking = replace(self.asking, version_id=version.id, version_digest=version.digest)
                return replace(self, asking=asking)
        raise NotFound

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire of the paper."""
        return questionnaire_of(self.asking.version_id, self.asking.version_digest)


def entry_visit(actor: Actor, kind: SubjectKind, subject_id: int, campaign_id: int) -> EntryVisit:
    """Return the visit, with the version that the address or the form names.

    :raises NotFound: when the subject is out of reach or the campaign does not ask it.
    :raises EntryOver: when nothing is entered today.
    """
    occasion = present(actor.id)
    with this_house().database.reading() as session:
        unit_id, office_id = whereabouts(session, actor, kind, subject_id)
        door = _found(any_door_of(session, kind, subject_id))
        period = period_of(campaign_by_id(session, campaign_id))
        asking = asking_of(door, campaign_id)
        line = [unit.id for unit in ancestors(session, unit_id)]
        versions = paper_versions(session, campaign_id, asking.form_code, line, asking.version_id)
    if not takes_entries(period, occasion.today):
        raise EntryOver
    visit = EntryVisit(door, asking, period, office_id, versions, occasion)
    return visit.with_paper(request.values.get("version", type=int))


def asking_of(door: Door, campaign_id: int) -> Asking:
    """Return what a campaign asks of a subject.

    :raises NotFound: when it asks nothing, or the subject is out of its base.
    """
    try:
        return door.asked_by(campaign_id)
    except NotAsked as nothing:
        raise NotFound from nothing


def submission_of(
    asking: Asking, questionnaire: Questionnaire, answers: PledgeAnswers, attempt: bytes, proof: NewProof
) -> Submission:
    """Return what is handed in from a paper. Its members are named as unconfirmed: see ``confirmed``."""
    return Submission(
        asking=asking,
        attempt=attempt,
        signed_text=open_text(questionnaire, answers, PAPER_LANGUAGE),
        content_digest=answers.content_digest,
        language=PAPER_LANGUAGE,
        items=answers.items,
        consents=answers.consents,
        signer_name=answers.representative,
        birth_year=answers.birth_year,
        people_count=answers.people,
        adult_count=answers.people_16,
        phones=(answers.phone,) if answers.phone else (),
        members=tuple(NamedMember(one.name, one.birth_year, one.relation) for one in answers.members),
        more=dict(answers.more),
        proof=proof,
    )


def confirmed(submission: Submission, signed: Sequence[bool]) -> Submission:
    """Return the same with the members who signed the paper themselves, one truth a member."""
    members = tuple(
        replace(member, confirmed_by=ConfirmedBy.PAPER) if has_signed else member
        for member, has_signed in zip(submission.members, signed, strict=True)
    )
    # Who signed belongs to the content: the same page with another tick is another content.
    digest = f"{submission.content_digest}:{''.join(str(int(each)) for each in signed)}"
    return replace(submission, members=members, content_digest=digest)


def _found(door: Door | None) -> Door:
    if door is None:
        raise NotFound
    return door
