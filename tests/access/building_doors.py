"""The doors of the builder of forms, on a draft campaign with an item of its own."""

from forms.building import add_local_item
from forms.building_texts import as_draft, to_build
from forms.catalogue_reader import load_catalogue
from forms.text import Text
from pledges.campaigns.acts.versions import draft_of, save_draft
from pledges.foundation.house import House
from pledges.foundation.moments import present

FORM = "HO-ATGT"
_A_FORM = "/staff/campaigns/<int:campaign_id>/forms/<form_code>/build"
_READ = {
    "": "",
    "/items": "/items",
    "/items/new": "/items/new",
    "/items/<code>": "/items/L01",
    "/questions/new": "/questions/new",
    "/questions/new/<kind>": "/questions/new/choice",
    "/questions/<code>": "/questions/nam_sinh",
    "/questions/<code>/remove": "/questions/nam_sinh/remove",
    "/wording": "/wording",
    "/wording/<key>": "/wording/passages.heading",
    "/file": "/file",
    "/questionnaire.toml": "/questionnaire.toml",
    "/preview": "/preview",
    "/trial": "/trial",
}
_SENT = {
    "/order": "/order",
    "/publish": "/publish",
    "/discard": "/discard",
    "/items": "/items",
    "/items/new": "/items/new",
    "/items/<code>": "/items/L01",
    "/questions/new/<kind>": "/questions/new/choice",
    "/questions/<code>": "/questions/nam_sinh",
    "/wording/<key>": "/wording/passages.heading",
    "/file": "/file",
    "/trial": "/trial",
}
# What stands in the addresses of the builder's pages.
PARTS_OF_FORM = {
    "key": "passages.lede",
    "building_items.write:code": "L01",
    "building_questions.write:code": "so_dien_thoai",
    "building.ask_to_remove:code": "so_dien_thoai",
    "building_questions.write_new:kind": "choice",
}
# Forms are the commune's: a hamlet's own staff find nothing here.
BUILDERS_OWN = {_A_FORM + page for page in (*_READ, *_SENT)}


def write_form(house: House, campaign_id: int) -> None:
    """Give a form of a draft campaign an item of its own."""
    with house.database.writing() as session:
        draft = draft_of(session, present(), campaign_id, FORM)
        text = Text("Không phơi nông sản trên đường.", "No drying of crops on the road.")
        built = add_local_item(to_build(draft.content), load_catalogue().bank, "T", text)
        save_draft(session, present(), draft.id, as_draft(built), draft.digest)


def doors_of_building(campaign_id: int) -> dict[tuple[str, str], str]:
    """Return an address behind every door of the builder."""
    form = f"/staff/campaigns/{campaign_id}/forms/{FORM}/build"
    read = {("GET", _A_FORM + route): form + page for route, page in _READ.items()}
    return read | {("POST", _A_FORM + route): form + page for route, page in _SENT.items()}
