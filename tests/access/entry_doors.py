"""The doors to the entry of pledges and to sign sheets, and a sheet to stand behind them."""

from sqlalchemy import select

from pledges.campaigns.acts.campaigns import create_from_catalogue
from pledges.campaigns.tables import QuestionnaireVersion
from pledges.entry.acts.sheets import make_sheets
from pledges.entry.rules import NewSheets, Order
from pledges.foundation.house import House
from pledges.foundation.moments import present
from tests.worlds import open_complete

_FORM = "HO-ATGT"
# The first one that a house makes.
SHEET = 1
_OFFICIAL = "/staff/enter/official/<int:official_id>/<int:campaign_id>"
_OFFICE = "/staff/enter/office/<int:office_id>/<int:campaign_id>"
_OFFICIALS = "/staff/enter/offices/<int:campaign_id>/<int:office_id>"
OFFICES_PAPERS = {_OFFICIAL, _OFFICE, f"{_OFFICE}/proof", _OFFICIALS}
"""Routes that a hamlet's staff do not reach: an office sits in the commune."""


def ask_offices(house: House, commune_id: int) -> int:
    """Open the ready campaign for officials and offices in the commune; return its id."""
    with house.database.writing() as session:
        campaign = create_from_catalogue(session, present(), commune_id, "CO-QUAN")
        return open_complete(session, house, present(), campaign).id


def make_sheet(house: House, campaign_id: int, unit_id: int) -> int:
    """Give the hamlet's households a sign sheet; return its id."""
    with house.database.writing() as session:
        query = select(QuestionnaireVersion.id).where(
            QuestionnaireVersion.campaign_id == campaign_id, QuestionnaireVersion.form_code == _FORM
        )
        query = query.where(QuestionnaireVersion.frozen_at.is_not(None))
        new = NewSheets(campaign_id, _FORM, unit_id, session.scalars(query).one(), Order.ADDRESS)
        return make_sheets(session, present(), new)[0]


def doors_of_entry(campaign_id: int, unit_id: int, household_id: int) -> dict[tuple[str, str], str]:
    """Return an address behind every door that names something."""
    of_hamlet, hamlet = "<int:campaign_id>/<int:unit_id>", f"{campaign_id}/{unit_id}"
    one, paper = (
        "/staff/enter/<int:household_id>/<int:campaign_id>",
        f"/staff/enter/{household_id}/{campaign_id}",
    )
    sheets = f"/staff/sheets/hamlets/{of_hamlet}"
    return {
        ("GET", f"/staff/enter/hamlets/{of_hamlet}"): f"/staff/enter/hamlets/{hamlet}",
        ("GET", one): paper,
        ("POST", one): paper,
        ("POST", f"{one}/proof"): f"{paper}/proof",
        ("POST", f"{one}/reached"): f"{paper}/reached",
        ("GET", sheets): f"/staff/sheets/hamlets/{hamlet}",
        ("POST", sheets): f"/staff/sheets/hamlets/{hamlet}",
        ("POST", f"{sheets}/paper"): f"/staff/sheets/hamlets/{hamlet}/paper",
        ("GET", "/staff/sheets/<int:sheet_id>"): f"/staff/sheets/{SHEET}",
        ("POST", "/staff/sheets/<int:sheet_id>"): f"/staff/sheets/{SHEET}",
    }


def doors_of_offices_papers(campaign_id: int, office_id: int, official_id: int) -> dict[tuple[str, str], str]:
    """Return an address behind every door to the papers of an office and of its officials."""
    official, office = (
        f"/staff/enter/official/{official_id}/{campaign_id}",
        f"/staff/enter/office/{office_id}/{campaign_id}",
    )
    return {
        ("GET", _OFFICIALS): f"/staff/enter/offices/{campaign_id}/{office_id}",
        ("GET", _OFFICIAL): official,
        ("POST", _OFFICIAL): official,
        ("GET", _OFFICE): office,
        ("POST", _OFFICE): office,
        ("POST", f"{_OFFICE}/proof"): f"{office}/proof",
    }
