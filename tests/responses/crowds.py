"""Many browsers at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from pledges.foundation.house import House
from pledges.responses.tables import Response
from tests.filling import Fields, OpenedPage


def responses_in(house: House) -> int:
    with house.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Response)) or 0


def send_at_once(app: Flask, sendings: list[tuple[OpenedPage, Fields]]) -> list[Any]:
    """Send all forms from as many browsers at the same time."""

    def send(sending: tuple[OpenedPage, Fields]) -> Any:
        page, fields = sending
        return app.test_client().post(page.action, data=fields)

    with ThreadPoolExecutor(len(sendings)) as browsers:
        return list(browsers.map(send, sendings))
