"""The doors to what comes after signing: the receipt's further pages, members, the PIN, alerts, staff's withdrawal."""

from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.register.rules import SubjectKind
from pledges.responses.acts.alerting import report_not_mine

# The first one that a house makes.
ALERT = 1


def say_not_mine(house: House, household_id: int) -> None:
    """Let somebody say that a household's paper is not theirs."""
    with house.database.writing() as session:
        report_not_mine(session, present(), SubjectKind.HOUSEHOLD, household_id)


def public_doors_after_signing(
    signed_code: str, campaign_id: int, reference: str
) -> dict[tuple[str, str], str]:
    """Return an address behind every door for anyone; nobody has the member's link that stands here."""
    receipt, code = f"/R/{reference}", f"/S/{signed_code}"
    pages = ("commitment.pdf", "correct", "data.json", "data.pdf", "renew")
    return {
        **{("GET", f"/R/<reference>/{page}"): f"{receipt}/{page}" for page in pages},
        ("POST", "/R/<reference>/correct"): f"{receipt}/correct",
        ("GET", "/M/<code>"): f"/M/{signed_code}",
        ("GET", "/m/<code>"): f"/m/{signed_code}",
        ("POST", "/M/<code>"): f"/M/{signed_code}",
        ("GET", "/M/<code>/thanks"): f"/M/{signed_code}/thanks",
        ("GET", "/left"): "/left",
        ("GET", "/reported"): "/reported",
        ("GET", "/S/<code>/member/<int:campaign_id>"): f"{code}/member/{campaign_id}",
        ("POST", "/S/<code>/member/<int:campaign_id>"): f"{code}/member/{campaign_id}",
        ("POST", "/S/<code>/open/<int:campaign_id>"): f"{code}/open/{campaign_id}",
        ("GET", "/S/<code>/not-mine"): f"{code}/not-mine",
        ("POST", "/S/<code>/not-mine"): f"{code}/not-mine",
    }


def staff_doors_after_signing(response_id: int) -> dict[tuple[str, str], str]:
    """Return an address behind every door for staff that names a pledge or an alert."""
    a_pledge, pledge = "/staff/pledges/<int:response_id>/withdraw", f"/staff/pledges/{response_id}/withdraw"
    return {
        ("GET", a_pledge): pledge,
        ("POST", a_pledge): pledge,
        ("POST", "/staff/alerts/<int:alert_id>"): f"/staff/alerts/{ALERT}",
    }
