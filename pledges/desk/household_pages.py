"""A household's page: who and where, what happened to its entry, its code's generation, what it signed."""

from flask import Blueprint, render_template

from pledges.desk.household_queries import sheet_of
from pledges.desk.rules import CHANNEL_WORDS, COLUMN_WORDS
from pledges.entry.rules import KIND_WORDS
from pledges.foundation.access import acting, requires
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.vietnamese.phones import mask_phone
from pledges.register.phones import PhoneBox
from pledges.register.scope import household_in_scope
from pledges.register.wording import END_WORDS, MOVE_WORDS
from pledges.staff.rules import Permission

household_pages = Blueprint("households", __name__)
_WORDS = {
    "end": END_WORDS,
    "move": MOVE_WORDS,
    "column": COLUMN_WORDS,
    "channel": CHANNEL_WORDS,
    "proof": KIND_WORDS,
}


@household_pages.get("/staff/households/<int:household_id>")
@requires(Permission.READ_REGISTER)
def show_household(household_id: int) -> str:
    """Show a household. A telephone number is masked; the code itself is never shown."""
    house, actor = this_house(), acting()
    with house.database.reading() as session:
        household = household_in_scope(session, actor, Permission.READ_REGISTER, household_id)
        sheet = sheet_of(session, actor, household)
    phones = [mask_phone(phone) for phone in PhoneBox(house.keys).opened(household.phone_sealed)]
    return render_template(
        "desk/household.html",
        household=household,
        sheet=sheet,
        phones=phones,
        permissions=Permission,
        words=_WORDS,
        language=current_language(),
    )
