"""What a person at the desk does with the pages of entry: opens them, types, sends."""

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from pledges.campaigns.tables import Campaign
from tests.access.doors import token_on
from tests.entry.papers import KEPT

Fields = dict[str, str | list[str]]


def entry_address(household_id: int, campaign: Campaign) -> str:
    return f"/staff/enter/{household_id}/{campaign.id}"


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return found[1] if found else ""


def filled(page: str, day: str, **typed: str | list[str]) -> Fields:
    """The whole list of items, signed on paper on a day, with what else was typed; "" leaves a field out."""
    whole: Fields = {
        "csrf_token": token_on(page),
        "attempt": hidden(page, "attempt"),
        "version": hidden(page, "version"),
        "kind": "signed_paper",
        "signed_on": day,
        "kept_at": KEPT,
        "extent": "whole",
        "nguoi_dai_dien": "Nguyễn Hoàng Thùy Phương Khánh Ngọc",
        "C1": "y",
    }
    return {name: value for name, value in {**whole, **typed}.items() if value != ""}


def enter_paper(client: FlaskClient, address: str, day: str, **typed: str | list[str]) -> TestResponse:
    """Open a household's page, type what the paper says and send it."""
    page = client.get(address).text
    return client.post(address, data=filled(page, day, **typed))


def type_sheet(client: FlaskClient, sheet_id: int, day: str, **typed: str) -> TestResponse:
    """Type a sign sheet in and send it: to be looked at first, unless ``step`` says "store"."""
    page = client.get(f"/staff/sheets/{sheet_id}").text
    fields = {"csrf_token": token_on(page), "signed_on": day, "kept_at": KEPT, "step": "preview", **typed}
    return client.post(f"/staff/sheets/{sheet_id}", data=fields)
