"""The doors to exclusions, to what changed a base and to the worklist, and an exclusion to stand behind them."""

from pledges.campaigns.rules import ExclusionReason
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.register.rules import SubjectKind
from pledges.responses.counting import SignedByLeaf
from pledges.tallies.acts.exclusions import propose_exclusion
from pledges.tallies.rules import Proposal

# The first one that a house makes.
EXCLUSION = 1


def leave_one_out(house: House, campaign_id: int, household_id: int) -> None:
    """Exclude a household of a campaign that asks for no second person."""
    proposal = Proposal(campaign_id, SubjectKind.HOUSEHOLD, household_id, ExclusionReason.EMPTY_HOUSE)
    with house.database.writing() as session:
        assert propose_exclusion(session, present(), proposal, SignedByLeaf())[0].id == EXCLUSION


def doors_of_bases(campaign_id: int, unit_id: int, household_id: int) -> dict[tuple[str, str], str]:
    """Return an address behind every door."""
    of_campaign, place = "<int:campaign_id>/<int:unit_id>", f"{campaign_id}/{unit_id}"
    new = f"/staff/exclusions/new?campaign={campaign_id}&kind=household&subject={household_id}"
    one, acts = "/staff/exclusions/<int:exclusion_id>", ("approve", "decline", "lift")
    return {
        ("GET", f"/staff/tallies/{of_campaign}/changes.csv"): f"/staff/tallies/{place}/changes.csv",
        ("GET", "/staff/exclusions/new"): new,
        ("POST", "/staff/exclusions/new"): new,
        **{("POST", f"{one}/{act}"): f"/staff/exclusions/{EXCLUSION}/{act}" for act in acts},
        ("GET", f"/staff/worklist/{of_campaign}"): f"/staff/worklist/{place}",
        ("POST", f"/staff/worklist/{of_campaign}"): f"/staff/worklist/{place}",
    }
