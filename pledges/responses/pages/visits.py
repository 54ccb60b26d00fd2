"""Who stands at which door, asked by which campaign, now."""

from dataclasses import dataclass

from pledges.foundation.attempts import new_attempt
from pledges.foundation.codes import checked_code
from pledges.foundation.house import this_house
from pledges.foundation.moments import Occasion, present
from pledges.foundation.vietnamese.dates import short_date
from pledges.links.queries import subject_behind
from pledges.responses.pages.who import who
from pledges.responses.queries.office_doors import any_door_behind
from pledges.responses.references import attempt_purpose
from pledges.responses.rules import Asking, CampaignNotOpen, CampaignNotYetOpen, Door, NotAsked, Standing


@dataclass(frozen=True)
class Visit:
    """Somebody at one subject's door, asked by one campaign, now."""

    code: str
    door: Door
    asking: Asking
    occasion: Occasion

    @property
    def standing(self) -> Standing:
        """How the subject stands to the campaign today."""
        return self.asking.standing(self.occasion.today)

    @property
    def household(self) -> str:
        """Whose door it is, as a stranger may read it."""
        return who(self.door)

    def purpose(self, version_id: int) -> str:
        """What the mark of a form page made of this version is signed for."""
        return attempt_purpose(self.asking.invitation_id, version_id)

    def fresh_mark(self) -> str:
        """Return the mark of a new page."""
        return new_attempt(this_house().keys, self.purpose(self.asking.version_id), self.occasion)

    def refuse_unless_open(self) -> None:
        """Tell when the campaign begins, or that it is over.

        :raises CampaignNotYetOpen: before its first day.
        :raises CampaignNotOpen: after its last day.
        """
        if self.standing is Standing.NOT_YET and self.asking.opens_on is not None:
            raise CampaignNotYetOpen(opens_on=short_date(self.asking.opens_on))
        if self.standing is Standing.OVER:
            raise CampaignNotOpen


def visit_at(code: str, campaign_id: int) -> Visit:
    """Return the visit of whoever opened a code for one campaign.

    :raises NotAsked: when the campaign asks nobody behind this code.
    """
    house, signs = this_house(), checked_code(code)
    with house.database.reading() as session:
        door = any_door_behind(session, house.keys, signs)
        if door is None:
            subject_behind(session, house.keys, signs)  # tells what is wrong with the code
            raise NotAsked  # nothing is: it is a counter's
    return Visit(signs, door, door.asked_by(campaign_id), present())
