"""The pages of all rooms, in the order in which their addresses are looked up."""

from flask import Blueprint

from pledges.campaigns.pages.building import building_pages
from pledges.campaigns.pages.building_file import building_file_pages
from pledges.campaigns.pages.building_items import building_item_pages
from pledges.campaigns.pages.building_questions import building_question_pages
from pledges.campaigns.pages.building_wording import building_wording_pages
from pledges.campaigns.pages.campaigns import campaigns_pages
from pledges.campaigns.pages.forms import campaign_forms_pages
from pledges.campaigns.pages.life import campaign_life_pages
from pledges.campaigns.pages.local_items import local_items_pages
from pledges.certificates.pages.checking import certificate_check_pages
from pledges.certificates.pages.own import own_certificate_pages
from pledges.certificates.pages.printing import certificates_pages
from pledges.certificates.pages.voiding import certificate_void_pages
from pledges.desk.health import health_pages
from pledges.desk.household_pages import household_pages
from pledges.desk.pages import desk_pages
from pledges.desk.scan import scan_pages
from pledges.desk.staff_pages import staff_front_pages
from pledges.desk.trying import trying_pages
from pledges.entry.pages.blank_forms import blank_form_pages
from pledges.entry.pages.entering import entering_pages
from pledges.entry.pages.office_entering import office_entering_pages
from pledges.entry.pages.places import entry_places_pages
from pledges.entry.pages.review import review_pages
from pledges.entry.pages.sheets import sheets_pages
from pledges.entry.pages.typing_in import typing_pages
from pledges.letters.pages import letter_pages
from pledges.links.pages.campaign_codes import campaign_code_pages
from pledges.links.pages.counters import counter_pages
from pledges.links.pages.household_papers import household_paper_pages
from pledges.links.pages.messages import message_pages
from pledges.links.pages.offices import office_label_pages
from pledges.links.pages.single_cards import single_card_pages
from pledges.links.pages.single_labels import single_label_pages
from pledges.links.pages.units import links_pages
from pledges.prints.pages.pieces import print_piece_pages
from pledges.prints.pages.runs import prints_pages
from pledges.register.pages.correcting import correcting_pages
from pledges.register.pages.duplicates import duplicate_pages
from pledges.register.pages.importing import import_pages
from pledges.register.pages.leaving import leaving_pages
from pledges.register.pages.moving import moving_pages
from pledges.register.pages.offices import office_pages
from pledges.register.pages.officials import official_pages
from pledges.register.pages.stored_lists import stored_list_pages
from pledges.register.pages.units import register_pages
from pledges.responses.pages.alerts import alert_pages
from pledges.responses.pages.commitments import commitment_pages
from pledges.responses.pages.corrections import correction_pages
from pledges.responses.pages.doors import door_pages
from pledges.responses.pages.members import member_pages
from pledges.responses.pages.own_records import own_data_pages
from pledges.responses.pages.receipts import receipt_pages
from pledges.responses.pages.renewals import renewal_pages
from pledges.responses.pages.signing import signing_pages
from pledges.responses.pages.withdrawals import withdrawal_pages
from pledges.satisfaction.pages.arrivals import arrivals_pages
from pledges.satisfaction.pages.slips import slip_pages
from pledges.satisfaction.pages.survey import survey_pages
from pledges.staff.pages import staff_pages
from pledges.stationery.pages.blocks import block_pages
from pledges.stationery.pages.heads import head_pages
from pledges.stationery.pages.printers import printer_pages
from pledges.stationery.pages.units import stationery_pages
from pledges.tallies.pages.exclusions import exclusions_pages
from pledges.tallies.pages.papers import tally_paper_pages
from pledges.tallies.pages.tally import tallies_pages
from pledges.tallies.pages.tonight import tonight_pages
from pledges.tallies.pages.worklist import worklist_pages
from pledges.units.pages.changing import unit_change_pages
from pledges.units.pages.lists import unit_list_pages
from pledges.units.pages.trees import units_pages

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
    tally_paper_pages,
    exclusions_pages,
    worklist_pages,
    tonight_pages,
    prints_pages,
    print_piece_pages,
    stationery_pages,
    letter_pages,
    block_pages,
    head_pages,
    printer_pages,
    links_pages,
    counter_pages,
    household_paper_pages,
    message_pages,
    office_label_pages,
    single_card_pages,
    single_label_pages,
    certificates_pages,
    certificate_void_pages,
    certificate_check_pages,
    own_certificate_pages,
    signing_pages,
    receipt_pages,
    correction_pages,
    own_data_pages,
    commitment_pages,
    renewal_pages,
    member_pages,
    door_pages,
    alert_pages,
    withdrawal_pages,
    survey_pages,
    arrivals_pages,
    slip_pages,
    entry_places_pages,
    entering_pages,
    office_entering_pages,
    blank_form_pages,
    sheets_pages,
    typing_pages,
    review_pages,
    scan_pages,
    desk_pages,
    health_pages,
)
