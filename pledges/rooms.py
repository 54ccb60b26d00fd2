"""The list of rooms: their pages, commands and background steps, and what each is handed to do its work."""

from flask import Blueprint, Flask
from flask.cli import AppGroup
from werkzeug.middleware.proxy_fix import ProxyFix

from pledges.campaigns.commands import campaign_commands
from pledges.campaigns.pages import campaigns_pages
from pledges.campaigns.rules import CountsBase
from pledges.certificates.commands import certificate_commands
from pledges.certificates.jobs import CertificateMaker
from pledges.certificates.pages import certificates_pages
from pledges.certificates.rules import CERTIFICATES, ONE_CERTIFICATE
from pledges.config import Config
from pledges.demo.commands import demo_commands
from pledges.desk.health import health_pages
from pledges.desk.pages import desk_pages
from pledges.desk.scan import scan_pages
from pledges.desk.staff_pages import staff_front_pages
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
from pledges.foundation.page_context import init_page_context
from pledges.foundation.sample_mark import SampleMark
from pledges.links.commands import link_commands
from pledges.links.jobs import LabelMaker
from pledges.links.pages import links_pages
from pledges.links.rules import LABELS, POSTER
from pledges.prints.commands import file_commands
from pledges.prints.jobs import PrintStep
from pledges.prints.makers import Makers
from pledges.prints.pages import prints_pages
from pledges.prints.rules import STEP as PRINT_STEP
from pledges.register.commands import register_commands
from pledges.register.pages.importing import import_pages
from pledges.register.pages.units import register_pages
from pledges.responses.counting import SignedByLeaf
from pledges.responses.pages.receipts import receipt_pages
from pledges.responses.pages.signing import signing_pages
from pledges.satisfaction.pages.arrivals import arrivals_pages
from pledges.satisfaction.pages.survey import survey_pages
from pledges.staff.commands import staff_commands
from pledges.staff.cookie import init_cookie
from pledges.staff.pages import staff_pages
from pledges.staff.rules import UnitsToChoose
from pledges.tallies.acts.counters import TallyBase
from pledges.tallies.commands import tally_commands
from pledges.tallies.pages import tallies_pages
from pledges.tallies.rules import CountsSigned
from pledges.units.commands import unit_commands
from pledges.units.queries.tree import choices_below, has_sample

PAGES: tuple[Blueprint, ...] = (
    staff_pages,
    staff_front_pages,
    register_pages,
    import_pages,
    campaigns_pages,
    tallies_pages,
    prints_pages,
    links_pages,
    certificates_pages,
    signing_pages,
    receipt_pages,
    survey_pages,
    arrivals_pages,
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
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]  # Flask's documented way
    _init_foundation(app, house)
    _hand_ports(house)
    _set_up_printing(house)
    for pages in PAGES:
        app.register_blueprint(pages)
    for group in COMMANDS:
        app.cli.add_command(group)


def _init_foundation(app: Flask, house: House) -> None:
    init_headers(app)
    init_addresses(app)
    init_bodies(app)
    init_compression(app)
    init_assets(app)
    init_locale(app)
    init_errors(app)
    cookie = init_cookie(app, house)
    init_access(app, cookie.identify, house.config.public_url)
    init_page_context(app, SampleMark(lambda: _is_sample(house)))


def _is_sample(house: House) -> bool:
    with house.database.reading() as session:
        return has_sample(session)


def _hand_ports(house: House) -> None:
    """Hand lower rooms what only upper rooms can answer."""
    house.hand(UnitsToChoose, choices_below)
    house.hand(CountsBase, TallyBase())
    house.hand(CountsSigned, SignedByLeaf())


def _set_up_printing(house: House) -> None:
    """Tell the background step who makes which paper."""
    makers = Makers()
    makers.add(LABELS, LabelMaker(house))
    makers.add(POSTER)
    makers.add(CERTIFICATES, CertificateMaker(house))
    makers.add(ONE_CERTIFICATE)
    house.hand(Makers, makers)
    house.background.add_step(PRINT_STEP, PrintStep(house, makers))
