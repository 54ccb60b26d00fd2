"""What anybody sees who scans the code of a household, official or office: the form itself, its status, or a choice."""

from flask import make_response, render_template
from werkzeug.wrappers import Response

from pledges.desk.choosing import Choices, choices_of
from pledges.foundation.moments import Occasion
from pledges.responses.pages.signing import pledge_page
from pledges.responses.pages.visits import Visit
from pledges.responses.pages.who import who
from pledges.responses.rules import Door, NotAsked


def door_page(code: str, door: Door, occasion: Occasion) -> Response:
    """Answer with the one page there is; with a choice where there are several, or one to sign again this year.

    :raises NotAsked: when nothing is asked.
    :raises CampaignNotYetOpen: and ``CampaignNotOpen``, when that is all there is to say.
    """
    if not door.askings:
        raise NotAsked
    choices = choices_of(door.askings, occasion.today)
    if choices.only is None:
        return _choice_page(code, door, choices)
    return pledge_page(Visit(code, door, choices.only, occasion))


def _choice_page(code: str, door: Door, choices: Choices) -> Response:
    page = render_template(
        "desk/choice.html", code=code, door=door, who=who(door), choices=choices, place=door.place
    )
    response = make_response(page)
    response.headers["Cache-Control"] = "private, no-cache"
    return response
