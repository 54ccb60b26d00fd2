"""Every door of the program with an address that leads somewhere: a commune's campaign, pledge, list, paper, tally."""

import re
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.register.acts.importing import NewList, start_import
from pledges.register.acts.officials import NewOfficial, add_officials
from pledges.register.queries.offices import counter_by_id, office_by_id
from pledges.register.queries.officials import officials_in
from pledges.register.rules import SubjectKind
from pledges.units.acts.lists import ReadUnitList, stage_list
from pledges.units.official_list.rows import OfficialList
from tests.access.after_signing_doors import (
    public_doors_after_signing,
    say_not_mine,
    staff_doors_after_signing,
)
from tests.access.base_doors import doors_of_bases, leave_one_out
from tests.access.building_doors import doors_of_building, write_form
from tests.access.campaign_doors import doors_of_campaigns, ends_of_campaigns
from tests.access.certificate_doors import (
    doors_of_certificates,
    issued_number,
    public_doors_of_certificates,
)
from tests.access.entry_doors import ask_offices, doors_of_entry, doors_of_offices_papers, make_sheet
from tests.access.list_doors import doors_of_lists
from tests.access.message_doors import doors_of_messages
from tests.access.office_doors import doors_of_codes, give_codes
from tests.access.paper_doors import doors_of_blank_forms, doors_of_commitments
from tests.access.print_doors import doors_of_prints, made_run
from tests.access.review_doors import FORMS_TO_REVIEW, LISTS_TO_REVIEW, doors_of_tonight
from tests.access.slip_doors import doors_of_slips, make_slips
from tests.access.stationery_doors import doors_of_stationery
from tests.access.unit_doors import doors_of_units, plan_rename
from tests.certificates.pledging import sign
from tests.worlds import SINCE, Village, build_village, draft, run_campaign

NO_UNITS = OfficialList((), ())

Door = tuple[str, str]
"""A request's method and its route."""


@dataclass(frozen=True)
class Commune:
    """A commune in the middle of its work, by its ids."""

    village: Village
    campaign_id: int
    draft_id: int
    slug: str
    response_id: int
    reference: str
    import_id: int
    run_id: int
    office_id: int
    official_id: int
    offices_campaign_id: int
    certificate: str


def build_commune(house: House) -> Commune:
    """Build a village with an open campaign and a draft, a pledge, a list half entered and labels ready to fetch."""
    village = build_village(house, present())
    campaign = run_campaign(house, present(), village.commune_id)
    response_id, reference = sign(house, present(), campaign.id, village.household_ids[0])
    with house.database.writing() as session:
        sent = NewList(village.hamlet_id, SubjectKind.HOUSEHOLD, "Thôn Phú Sơn.xlsx", "0" * 64)
        import_id = start_import(session, present(), sent).id
        office = office_by_id(session, counter_by_id(session, village.counter_id).office_id)
        add_officials(
            session, present(), office.unit_id, None, [NewOfficial("Lê Thị Lan", "Công chức", 1985)]
        )
        official_id = officials_in(session, [office.unit_id])[0].id
        stage_list(
            session, present(), ReadUnitList("a.xlsx", "0" * 64, "NSO", village.hamlet_id, SINCE, NO_UNITS)
        )
    run_id = made_run(house, village.hamlet_id)
    plan_rename(house, village.hamlet_id)
    give_codes(house, office.id, official_id)
    say_not_mine(house, village.household_ids[1])
    leave_one_out(house, campaign.id, village.household_ids[2])
    make_sheet(house, campaign.id, village.hamlet_id)
    make_slips(house, village)
    draft_id = draft(house, present(), village.commune_id)
    write_form(house, draft_id)
    asked = ask_offices(house, village.commune_id)
    number = issued_number(house, response_id)
    ids = response_id, reference, import_id, run_id, office.id, official_id, asked, number
    return Commune(village, campaign.id, draft_id, campaign.slug, *ids)


def doors(app: Flask) -> set[Door]:
    """Return every door of the program; HEAD and OPTIONS ask for what GET asks for."""
    return {
        (method, route.rule)
        for route in app.url_map.iter_rules()
        for method in (route.methods or set()) - {"HEAD", "OPTIONS"}
    }


def public_addresses(commune: Commune) -> dict[Door, str]:
    """Return an address behind every door that is open to anyone."""
    code, campaign = commune.village.codes[1], commune.campaign_id
    counter, receipt = commune.village.counter_code, f"/R/{commune.reference}"
    return {
        ("GET", "/"): "/",
        ("GET", "/C/<slug>"): f"/C/{commune.slug}",
        ("GET", "/c/<slug>"): f"/c/{commune.slug}",
        ("GET", "/R/<reference>"): receipt,
        ("GET", "/r/<reference>"): receipt.lower(),
        **public_doors_of_certificates(receipt),
        ("GET", "/R/<reference>/withdraw"): f"{receipt}/withdraw",
        ("POST", "/R/<reference>/withdraw"): f"{receipt}/withdraw",
        ("GET", "/S/<code>"): f"/S/{code}",
        ("GET", "/s/<code>"): f"/s/{counter}",
        ("GET", "/S/<code>/answer/<int:campaign_id>"): f"/S/{counter}/answer/{campaign}",
        ("POST", "/S/<code>/answer/<int:campaign_id>"): f"/S/{counter}/answer/{campaign}",
        ("GET", "/S/<code>/sign/<int:campaign_id>"): f"/S/{code}/sign/{campaign}",
        ("POST", "/S/<code>/sign/<int:campaign_id>"): f"/S/{code}/sign/{campaign}",
        **public_doors_after_signing(commune.village.codes[0], campaign, commune.reference),
        ("POST", "/find"): "/find",
        ("GET", "/healthz"): "/healthz",
        ("GET", "/help"): "/help",
        ("GET", "/noted"): "/noted",
        ("GET", "/privacy"): "/privacy",
        ("GET", "/readyz"): "/readyz",
        ("GET", "/static/<path:name>"): "/static/css/public.css",
        ("GET", "/thanks"): "/thanks",
        ("GET", "/staff/sign-in"): "/staff/sign-in",
        ("POST", "/staff/sign-in"): "/staff/sign-in",
        ("GET", "/staff/link/<secret>"): "/staff/link/made-up",
        ("POST", "/staff/link/<secret>"): "/staff/link/made-up",
    }


def lists_of_staff() -> dict[Door, str]:
    """Return an address behind every door for staff that names nothing: it shows what the actor reaches."""
    pages = (
        "",
        "alerts",
        "campaigns",
        "campaigns/new",
        "certificates",
        "commitments",
        "exclusions",
        "enter",
        "exclusions/waiting",
        "letters",
        "links",
        "people",
        "pledges/withdrawn",
        "prints",
        "register",
        "register/offices",
        *LISTS_TO_REVIEW,
        "satisfaction",
        "sheets",
        "stationery",
        "tallies",
        "units",
        "units/lists",
        "worklist",
    )
    return {("GET", f"/staff/{page}"): f"/staff/{page}" for page in pages}


def forms_of_staff() -> dict[Door, str]:
    """Return an address behind every form for staff that names nothing in its address."""
    forms = ("campaigns/new", "people", *FORMS_TO_REVIEW, "sign-out", "units/lists")
    return {("POST", f"/staff/{page}"): f"/staff/{page}" for page in forms}


def addresses_of_staff(commune: Commune) -> dict[Door, str]:
    """Return an address behind every door for staff that names something: all of it is this commune's."""
    unit = commune.village.hamlet_id
    tally = f"/staff/tallies/{commune.campaign_id}"
    register, of_campaign = f"/staff/register/units/{unit}", "<int:campaign_id>/<int:unit_id>"
    a_unit = "/staff/register/units/<int:unit_id>"
    return {
        **doors_of_campaigns(commune.campaign_id, commune.draft_id, unit),
        **doors_of_certificates(commune.campaign_id, unit, commune.response_id, commune.certificate),
        **doors_of_slips(commune.village),
        **doors_of_commitments(commune.campaign_id, unit, commune.response_id),
        **doors_of_blank_forms(commune.campaign_id, unit),
        **addresses_of_prints(commune),
        ("GET", a_unit): register,
        ("POST", f"{a_unit}/hamlets"): f"{register}/hamlets",
        **doors_of_lists(unit, commune.import_id),
        ("GET", f"/staff/tallies/{of_campaign}"): f"{tally}/{unit}",
        ("GET", f"/staff/tallies/{of_campaign}.csv"): f"{tally}/{unit}.csv",
        **{
            ("POST", f"/staff/tallies/{of_campaign}/{paper}"): f"{tally}/{unit}/{paper}"
            for paper in ("poster", "posters", "annex")
        },
        **doors_of_units(unit),
        **doors_of_building(commune.draft_id),
        **doors_of_bases(commune.campaign_id, unit, commune.village.household_ids[1]),
        **doors_of_entry(commune.campaign_id, unit, commune.village.household_ids[1]),
        **doors_of_offices_papers(commune.offices_campaign_id, commune.office_id, commune.official_id),
        **doors_of_tonight(commune.campaign_id, unit),
        **doors_of_messages(commune.campaign_id, unit),
        **doors_of_stationery(unit),
        **staff_doors_after_signing(commune.response_id),
        **addresses_of_subjects(commune),
        # Last, because the campaign is over after it.
        **ends_of_campaigns(commune.campaign_id),
    }


def addresses_of_prints(commune: Commune) -> dict[Door, str]:
    """Return an address behind every door of labels, posters and the files that were made of them."""
    unit = commune.village.hamlet_id
    poster = f"/staff/links/counters/{commune.village.counter_id}/poster"
    return {
        ("GET", "/staff/links/<int:unit_id>"): f"/staff/links/{unit}",
        ("POST", "/staff/links/<int:unit_id>/labels"): f"/staff/links/{unit}/labels",
        ("GET", "/staff/links/<int:unit_id>/papers"): f"/staff/links/{unit}/papers",
        ("POST", "/staff/links/<int:unit_id>/papers"): f"/staff/links/{unit}/papers",
        ("POST", "/staff/links/counters/<int:counter_id>/poster"): poster,
        ("POST", "/staff/links/<int:unit_id>/counters"): f"/staff/links/{unit}/counters",
        ("GET", "/staff/letters/<int:unit_id>/<kind>"): f"/staff/letters/{unit}/apology",
        ("POST", "/staff/letters/<int:unit_id>/<kind>"): f"/staff/letters/{unit}/thank-you",
        **doors_of_prints(commune.run_id),
    }


def addresses_of_subjects(commune: Commune) -> dict[Door, str]:
    """Return an address behind every door of a household, an office and an official."""
    first, second, third = commune.village.household_ids
    unit, seat = f"/staff/register/units/{commune.village.hamlet_id}", commune.village.commune_id
    a_unit, an_entry = "/staff/register/units/<int:unit_id>", "/staff/register/households"
    office = f"/staff/register/offices/{commune.office_id}"
    official = f"/staff/register/officials/{commune.official_id}"
    an_office, an_official = (
        "/staff/register/offices/<int:office_id>",
        "/staff/register/officials/<int:official_id>",
    )
    counter = f"/staff/register/counters/{commune.village.counter_id}"
    a_counter = "/staff/register/counters/<int:counter_id>"
    acts = ("move", "leave", "address")
    merging, merge = f"{an_entry}/<int:kept_id>/merge/<int:gone_id>", f"{an_entry}/{first}/merge/{second}"
    return {
        ("GET", "/staff/households/<int:household_id>"): f"/staff/households/{first}",
        **{("GET", f"{a_unit}/{act}"): f"{unit}/{act}?id={third}" for act in acts},
        **{("POST", f"{a_unit}/{act}"): f"{unit}/{act}?id={third}" for act in acts},
        ("GET", f"{a_unit}/duplicates"): f"{unit}/duplicates",
        ("GET", f"{an_entry}/<int:household_id>/correct"): f"{an_entry}/{third}/correct",
        ("POST", f"{an_entry}/<int:household_id>/correct"): f"{an_entry}/{third}/correct",
        ("POST", f"{an_entry}/<int:household_id>/back"): f"{an_entry}/{third}/back",
        ("POST", f"{an_entry}/<int:one_id>/apart/<int:other_id>"): f"{an_entry}/{first}/apart/{third}",
        ("GET", merging): merge,
        ("POST", merging): merge,
        **doors_of_codes(third, commune.office_id, commune.official_id),
        ("GET", f"{a_unit}/offices/new"): f"/staff/register/units/{seat}/offices/new",
        ("POST", f"{a_unit}/offices/new"): f"/staff/register/units/{seat}/offices/new",
        ("GET", an_office): office,
        ("POST", f"{an_office}/counters"): f"{office}/counters",
        ("GET", f"{an_office}/officials/new"): f"{office}/officials/new",
        ("POST", f"{an_office}/officials/new"): f"{office}/officials/new",
        ("GET", a_counter): counter,
        ("POST", a_counter): counter,
        ("GET", an_official): official,
        ("POST", an_official): official,
        ("POST", f"{an_official}/transfer"): f"{official}/transfer",
        ("POST", f"{an_official}/leave"): f"{official}/leave",
    }


def token_on(page: str) -> str:
    """Return the form token on a page, nothing where there is none."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    return found[1] if found else ""


def knock(browser: FlaskClient, door: Door, address: str) -> TestResponse:
    """Ask for the page, or send its form with a good token and nothing else."""
    if door[0] == "GET":
        return browser.get(address)
    token = token_on(browser.get("/staff/").get_data(as_text=True))
    return browser.post(address, data={"csrf_token": token})
