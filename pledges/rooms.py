"""The list of rooms: their pages, commands and background steps, and what each is handed to do its work."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask
from flask.cli import AppGroup
from werkzeug.middleware.proxy_fix import ProxyFix

from pledges.campaigns.commands import campaign_commands
from pledges.campaigns.hanging import CampaignHanging, SubjectsHeld
from pledges.campaigns.rules import CountsBase, RoomsAbove
from pledges.certificates.commands import certificate_commands
from pledges.certificates.jobs import CertificateMaker
from pledges.certificates.lacking import CertificateLacking
from pledges.certificates.rules import CERTIFICATES, ONE_CERTIFICATE
from pledges.certificates.samples import CertificateSamples
from pledges.certificates.standing import CertificateBook
from pledges.config import Config
from pledges.demo.commands import demo_commands
from pledges.entry.blank_making import BLANK_FORMS, LOOSE_FORM, BlankFormMaker
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
from pledges.letters.rules import LETTERS
from pledges.links.commands import link_commands
from pledges.links.counter_making import CounterMaker
from pledges.links.counter_papers import COUNTER_KINDS
from pledges.links.hanging import LinkHanging
from pledges.links.jobs import DoorCardMaker, LabelMaker
from pledges.links.lacking import CodesLacking
from pledges.links.rules import DOOR_CARDS, LABELS, OFFICE_LABELS
from pledges.page_list import PAGES
from pledges.prints.commands import file_commands
from pledges.prints.hanging import PrintHanging
from pledges.prints.jobs import PrintStep, SweepStep, TidyStep
from pledges.prints.makers import Makers
from pledges.prints.rules import STEP as PRINT_STEP
from pledges.prints.rules import SWEEP_STEP, TIDY_STEP
from pledges.prints.supervising import PressCommand
from pledges.register.commands import register_commands
from pledges.register.hanging import RegisterHanging
from pledges.register.jobs import ListStep, ListSweepStep
from pledges.register.lists import STEP as LIST_STEP
from pledges.register.lists import SWEEP_STEP as LIST_SWEEP_STEP
from pledges.register.lists import WorksOnLists
from pledges.register.rules import FollowsRegister
from pledges.responses.certified import KnowsCertificates
from pledges.responses.commitment_making import COMMITMENTS, ONE_COMMITMENT, CommitmentMaker
from pledges.responses.commitment_samples import CommitmentSamples
from pledges.responses.counting import SignedByLeaf
from pledges.responses.following import FollowsSubjects
from pledges.satisfaction.jobs import SWEEP_STEP as SLIP_SWEEP_STEP
from pledges.satisfaction.jobs import SlipMaker, SlipSweepStep
from pledges.satisfaction.slip_rules import SLIPS
from pledges.seals.commands import paper_commands
from pledges.staff.commands import staff_commands
from pledges.staff.cookie import init_cookie
from pledges.staff.rules import UnitsToChoose
from pledges.stationery.hanging import StationeryHanging
from pledges.stationery.samples import Samples
from pledges.tallies.acts.counters import TallyBase
from pledges.tallies.commands import tally_commands
from pledges.tallies.papers import PROGRESS_POSTER, TALLY_ANNEX
from pledges.tallies.poster_making import ProgressMaker
from pledges.tallies.rules import CountsSigned
from pledges.units.commands import unit_commands
from pledges.units.hanging import HangsTogether
from pledges.units.jobs import DUE_STEP, DueChanges
from pledges.units.queries.choosing import TreeChoices
from pledges.units.queries.tree import has_sample
from pledges.units.rules import GroupsAddresses, HangsOnUnits

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
    paper_commands,
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
    house.hand(Samples, Samples(CertificateSamples(house.config.public_url), CommitmentSamples()))
    house.hand(FollowsRegister, FollowsSubjects(SignedByLeaf()))


def _set_up_sealed_keys(house: House) -> None:
    """Let the keys that make an answer count once go when their half day is over."""
    house.background.add_step(KEY_SWEEP_STEP, KeySweepStep(house.sealed))
    house.background.repeat(KEY_SWEEP_STEP, minutes=30)
    house.background.add_step(SLIP_SWEEP_STEP, SlipSweepStep(house))
    house.background.repeat(SLIP_SWEEP_STEP, minutes=30)


def makers_of(house: House) -> Makers:
    """Return who makes which paper, for a process without pages (``pledges.press``)."""
    _hand_ports(house)
    return _makers(house)


def _makers(house: House) -> Makers:
    makers = Makers()
    makers.add(LABELS, LabelMaker(house))
    makers.add(DOOR_CARDS, DoorCardMaker(house))
    for kind in COUNTER_KINDS.values():
        makers.add(kind, CounterMaker(house))
    makers.add(OFFICE_LABELS)
    makers.add(CERTIFICATES, CertificateMaker(house))
    makers.add(ONE_CERTIFICATE)
    makers.add(SLIPS, SlipMaker(house))
    makers.add(COMMITMENTS, CommitmentMaker(house))
    makers.add(ONE_COMMITMENT)
    makers.add(BLANK_FORMS, BlankFormMaker(house))
    makers.add(LOOSE_FORM)
    makers.add(SIGN_SHEETS)
    makers.add(PROGRESS_POSTER, ProgressMaker(house))
    makers.add(TALLY_ANNEX)
    for letter in LETTERS.values():
        makers.add(letter.kind)
    return makers


def _set_up_printing(house: House) -> None:
    """Tell the background step who makes which paper, and how the press is started."""
    makers = _makers(house)
    house.hand(Makers, makers)
    press = PressCommand((sys.executable, "-m", "pledges.press"), Path(__file__).parents[1])
    house.background.add_step(PRINT_STEP, PrintStep(house, makers, press))
    house.background.add_step(SWEEP_STEP, SweepStep(house))
    house.background.tick(SWEEP_STEP, seconds=15)
    house.background.add_step(TIDY_STEP, TidyStep(house))
    house.background.repeat(TIDY_STEP, minutes=10)


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
        HangsTogether(
            SubjectsHeld(), register, LinkHanging(), PrintHanging(), StationeryHanging(), CampaignHanging()
        ),
    )
    house.background.add_step(DUE_STEP, DueChanges(house))
    house.background.repeat(DUE_STEP, minutes=10)
