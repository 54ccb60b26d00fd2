"""Fills in a pledge page as a browser without script does: what the page holds goes back with what was typed."""

import re
from dataclasses import dataclass

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

REPRESENTATIVE = "Nguyễn Hoàng Thùy Phương Khánh Ngọc"
Fields = dict[str, str | list[str]]


@dataclass(frozen=True)
class OpenedPage:
    """A pledge page as it was opened: where its form goes, its mark and its version."""

    action: str
    attempt: str
    version: str

    @property
    def marks(self) -> Fields:
        """What the page itself holds, hidden."""
        return {"attempt": self.attempt, "version": self.version}

    def filled(self, **typed: str | list[str]) -> Fields:
        """Return a whole, valid pledge of two items, with what else was typed; None leaves a field out."""
        whole: Fields = {
            **self.marks,
            "items": ["T04", "T07"],
            "nguoi_dai_dien": REPRESENTATIVE,
            "duty": "y",
            "pledge": "y",
            "C1": "y",
            "choice": "sign",
        }
        return {name: value for name, value in {**whole, **typed}.items() if value != ""}


def open_page(client: FlaskClient, code: str, prefix: str = "") -> OpenedPage:
    """Scan a code and read the page that comes."""
    page = client.get(f"{prefix}/S/{code}").get_data(as_text=True)
    action = re.search(r'<form method="post" action="([^"]+)" novalidate>', page)
    attempt = re.search(r'name="attempt" value="([^"]+)"', page)
    version = re.search(r'name="version" value="([^"]+)"', page)
    assert action, page
    assert attempt, page
    assert version, page
    return OpenedPage(action[1], attempt[1], version[1])


def sign(client: FlaskClient, code: str, **typed: str | list[str]) -> TestResponse:
    """Scan, fill in and send a valid pledge; return the answer to the sending."""
    page = open_page(client, code)
    return client.post(page.action, data=page.filled(**typed))


def reference_in(answer: TestResponse) -> str:
    """Return the reference of the receipt that an answer leads to."""
    return answer.headers["Location"].rpartition("/")[2]
