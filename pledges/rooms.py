"""The list of rooms: their pages, commands and background steps, and what each is handed to do its work."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Flask
from flask.cli import AppGroup
from werkzeug.middleware.proxy_fix import ProxyFix

from pledges.campaigns.commands import campaign_commands
from pledges.campaigns.hanging import CampaignHanging, SubjectsHeld
from pledges.campaigns.pages.building import building_pages
from pledges.campaigns.pages.building_file import building_file_pages
from pledges.campaigns.pages.building_items import building_item_pages
from pledges.campaigns.pages.building_questions import building_question_pages
from pledges.campaigns.pages.building_wording import building_wording_pages
from pledges.campaigns.pages.campaigns import campaigns_pages
from pledges.campaigns.pages.forms import campaign_forms_pages
from pledges.campaigns.pages.life import campaign_life_pages
from pledges.campaigns.pages.local_items import local_items_pages
from pledges.campaigns.rules import CountsBase, RoomsAbove
from pledges.certificates.commands import certificate_commands
from pledges.certificates.jobs import CertificateMaker
from pledges.certificates.lacking import CertificateLacking
from pledges.certificates.pages import certificates_pages
from pledges.certificates.rules import CERTIFICATES, ONE_CERTIFICATE
from pledges.certificates.standing import CertificateBook
from pledges.config import Config
from pledges.demo.commands import demo_commands
from pledges.desk.health import health_pages
from pledges.desk.household_pages import household_pages
from pledges.desk.pages import desk_pages
from pledges.desk.scan import scan_pages
from pledges.desk.staff_pages import staff_front_pages
from pledges.desk.trying import trying_pages
from pledges.entry.pages.entering import entering_pages
from pledges.entry.pages.office_entering import office_entering_pages
from pledges.entry.pages.places import entry_places_pages
from pledges.entry.pages.review import review_pages
from pledges.entry.pages.sheets import sheets_pages
from pledges.entry.pages.typing_in import typing_pages
from pledges.entry.rules import SIGN_SHEETS
from pledges.foundation import commands as foundation_commands
from pledges.foundation import house as foundation_house
from pledges.foundation.access import init_access
from pledges.foundation.addresses import init_addresses
from pledges.foundation.assets import init_assets
from pledges.foundation.bodies import init_bodies
from pledges.foundation.compression import init_compression
from pledges.foundation.error_pages import init_errors
from pledges.foundation.headers import init_headers
from pledges.foundation.house import House, build_house
from pledges.foundation.locale import init_locale
from pledges.foundation.misses import init_misses
from pledges.foundation.page_context import init_page_context
from pledges.foundation.sample_mark import SampleMark
from pledges.foundation.sealed.jobs import SWEEP_STEP as KEY_SWEEP_STEP
from pledges.foundation.sealed.jobs import KeySweepStep
from pledges.links.commands import link_commands
from pledges.links.hanging import LinkHanging
from pledges.links.jobs import LabelMaker
from pledges.links.lacking import CodesLacking
from pledges.links.pages.campaign_codes import campaign_code_pages
from pledges.links.pages.messages import message_pages
from pledges.links.pages.offices import office_label_pages
from pledges.links.pages.single_labels import single_label_pages
from pledges.links.pages.units import links_pages
from pledges.links.rules import LABELS, OFFICE_LABELS, POSTER
from pledges.prints.commands import file_commands
from pledges.prints.hanging import PrintHanging
from pledges.prints.jobs import PrintStep, SweepStep
from pledges.prints.makers import Makers
from pledges.prints.pages import prints_pages
from pledges.prints.rules import STEP as PRINT_STEP
from pledges.prints.rules import SWEEP_STEP
from pledges.register.commands import register_commands
from pledges.register.hanging import RegisterHanging
from pledges.register.jobs import ListStep, ListSweepStep
from pledges.register.lists import STEP as LIST_STEP
from pledges.register.lists import SWEEP_STEP as LIST_SWEEP_STEP
from pledges.register.lists import WorksOnLists
from pledges.register.pages.correcting import correcting_pages
from pledges.register.pages.duplicates import duplicate_pages
from pledges.register.pages.importing import import_pages
from pledges.register.pages.leaving import leaving_pages
from pledges.register.pages.moving import moving_pages
from pledges.register.pages.offices import office_pages
from pledges.register.pages.officials import official_pages
from pledges.register.pages.stored_lists import stored_list_pages
from pledges.register.pages.units import register_pages
from pledges.register.rules import FollowsRegister
from pledges.responses.certified import KnowsCertificates
from pledges.responses.counting import SignedByLeaf
from pledges.responses.following import FollowsSubjects
from pledges.responses.pages.alerts import alert_pages
from pledges.responses.pages.corrections import correction_pages
from pledges.responses.pages.doors import door_pages
from pledges.responses.pages.members import member_pages
from pledges.responses.pages.own_records import own_data_pages
from pledges.responses.pages.receipts import receipt_pages
from pledges.responses.pages.renewals import renewal_pages
from pledges.responses.pages.signing import signing_pages
from pledges.responses.pages.withdrawals import withdrawal_pages
from pledges.satisfaction.pages.arrivals import arrivals_pages
from pledges.satisfaction.pages.survey import survey_pages
from pledges.staff.commands import staff_commands
from pledges.staff.cookie import init_cookie
from pledges.staff.pages import staff_pages
from pledges.staff.rules import UnitsToChoose
from pledges.tallies.acts.counters import TallyBase
from pledges.tallies.commands import tally_commands
from pledges.tallies.pages.exclusions import exclusions_pages
from pledges.tallies.pages.tally import tallies_pages
from pledges.tallies.pages.tonight import tonight_pages
from pledges.tallies.pages.worklist import worklist_pages
from pledges.tallies.rules import CountsSigned
from pledges.units.commands import unit_commands
from pledges.units.hanging import HangsTogether
from pledges.units.jobs import DUE_STEP, DueChanges
from pledges.units.pages.changing import unit_change_pages
from pledges.units.pages.lists import unit_list_pages
from pledges.units.pages.trees import units_pages
from pledges.units.queries.choosing import TreeChoices
from pledges.units.queries.tree import has_sample
from pledges.units.rules import GroupsAddresses, HangsOnUnits

PAGES: tuple[Blueprint, ...] = (
    staff_pages,
    staff_front_pages,
    units_pages,
    unit_change_pages,
    register_pages,
    moving_pages,
    leaving_pages,
    correcting_pages,
    duplicate_pages,
    office_pages,
    official_pages,
    household_pages,
    import_pages,
    stored_list_pages,
    unit_list_pages,
    campaigns_pages,
    campaign_forms_pages,
    campaign_life_pages,
    local_items_pages,
    building_pages,
    building_item_pages,
    building_question_pages,
    building_wording_pages,
    building_file_pages,
    trying_pages,
    campaign_code_pages,
    tallies_pages,
    exclusions_pages,
    worklist_pages,
    tonight_pages,
    prints_pages,
    links_pages,
    message_pages,
    office_label_pages,
    single_label_pages,
    certificates_pages,
    signing_pages,
    receipt_pages,
    correction_pages,
    own_data_pages,
    renewal_pages,
    member_pages,
    door_pages,
    alert_pages,
    withdrawal_pages,
    survey_pages,
    arrivals_pages,
    entry_places_pages,
    entering_pages,
    office_entering_pages,
    sheets_pages,
    typing_pages,
    review_pages,
    scan_pages,
    desk_pages,
    health_pages,
)
COMMANDS: tuple[AppGroup, ...] = (
    *foundation_commands.command_groups,
    staff_commands,
    unit_commands,
    register_commands,
    campaign_commands,
    tally_commands,
    file_commands,
    link_commands,
    certificate_commands,
    demo_commands,
)


def furnish(app: Flask, config: Config) -> None:
    """Wire the rooms into the app; nothing is read from the database yet."""
    house = build_house(config)
    foundation_house.furnish(app, house)
    app.url_map.strict_slashes = False
    # No view of ours is a coroutine; Flask would ask that of every function at every request.
    app.ensure_sync = _as_it_is  # type: ignore[method-assign,assignment]  # Flask's documented place to override
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]  # Flask's documented way
    _init_foundation(app, house)
    _hand_ports(house)
    _set_up_sealed_keys(house)
    _set_up_printing(house)
    _set_up_lists(house)
    _set_up_unit_changes(house)
    for pages in PAGES:
        app.register_blueprint(pages)
    for group in COMMANDS:
        app.cli.add_command(group)


def _as_it_is(view: Callable[..., Any]) -> Callable[..., Any]:
    return view


def _init_foundation(app: Flask, house: House) -> None:
    init_headers(app)
    init_addresses(app)
    init_bodies(app)
    init_compression(app)
    init_assets(app)
    init_locale(app)
    init_misses(app, house.keys)
    init_errors(app)
    cookie = init_cookie(app, house)
    init_access(app, cookie.identify, house.config.public_url)
    init_page_context(app, SampleMark(lambda: _is_sample(house)))


def _is_sample(house: House) -> bool:
    with house.database.reading() as session:
        return has_sample(session)


def _hand_ports(house: House) -> None:
    """Hand lower rooms what only upper rooms can answer."""
    house.hand(UnitsToChoose, TreeChoices())
    house.hand(CountsBase, TallyBase())
    house.hand(RoomsAbove, RoomsAbove(TallyBase(), (CodesLacking(), CertificateLacking())))
    house.hand(CountsSigned, SignedByLeaf())
    house.hand(KnowsCertificates, CertificateBook())
    house.hand(FollowsRegister, FollowsSubjects(SignedByLeaf()))


def _set_up_sealed_keys(house: House) -> None:
    """Let the keys that make an answer count once go when their half day is over."""
    house.background.add_step(KEY_SWEEP_STEP, KeySweepStep(house.sealed))
    house.background.repeat(KEY_SWEEP_STEP, minutes=30)


def _set_up_printing(house: House) -> None:
    """Tell the background step who makes which paper."""
    makers = Makers()
    makers.add(LABELS, LabelMaker(house))
    makers.add(POSTER)
    makers.add(OFFICE_LABELS)
    makers.add(CERTIFICATES, CertificateMaker(house))
    makers.add(ONE_CERTIFICATE)
    makers.add(SIGN_SHEETS)
    house.hand(Makers, makers)
    house.background.add_step(PRINT_STEP, PrintStep(house, makers))
    house.background.add_step(SWEEP_STEP, SweepStep(house))
    house.background.repeat(SWEEP_STEP, minutes=5)


def _set_up_lists(house: House) -> None:
    """Tell the background step how lists are read and stored; a small one is worked on while one waits."""
    step = ListStep(house)
    house.hand(WorksOnLists, step)
    house.background.add_step(LIST_STEP, step)
    house.background.add_step(LIST_SWEEP_STEP, ListSweepStep(house))
    house.background.repeat(LIST_SWEEP_STEP, minutes=5)


def _set_up_unit_changes(house: House) -> None:
    """Tell the tree what hangs on units in every room, and let changes be carried out on their day."""
    register = RegisterHanging(house.handed(FollowsRegister))
    house.hand(GroupsAddresses, register)
    # Subjects first; campaigns last, because they write in the trail, which whoever signs wants after the counters.
    house.hand(
        HangsOnUnits,
        HangsTogether(SubjectsHeld(), register, LinkHanging(), PrintHanging(), CampaignHanging()),
    )
    house.background.add_step(DUE_STEP, DueChanges(house))
    house.background.repeat(DUE_STEP, minutes=10)
