"""Answers a survey as a browser without script does, and looks at what was kept of it."""

import json
import re
from dataclasses import dataclass

from flask.testing import FlaskClient
from sqlalchemy import create_engine, text
from werkzeug.test import TestResponse

COMMENT = "Cán bộ nhiệt tình, nhưng thiếu ghế ngồi chờ."


@dataclass(frozen=True)
class OpenedSurvey:
    """A survey page as it was opened: where its form goes and its mark."""

    action: str
    attempt: str

    def filled(self, **typed: str) -> dict[str, str]:
        """Return a whole answer with what else was chosen; "" leaves a question out."""
        whole = {"attempt": self.attempt, "q1": "4", "q2": "dung_hen", "q3": "5", "q4": "1", "q5": "khong"}
        return {name: value for name, value in {**whole, **typed}.items() if value != ""}


def scan(client: FlaskClient, code: str, prefix: str = "") -> OpenedSurvey:
    """Scan a counter's code and read the page that comes."""
    return opened(client.get(f"{prefix}/S/{code}"))


def opened(answer: TestResponse) -> OpenedSurvey:
    """Read the form of a survey page."""
    page = answer.get_data(as_text=True)
    action = re.search(r'<form method="post" action="([^"]+)"', page)
    attempt = re.search(r'name="attempt" value="([^"]+)"', page)
    assert action, page
    assert attempt, page
    return OpenedSurvey(action[1], attempt[1])


def send(client: FlaskClient, code: str, **typed: str) -> TestResponse:
    """Scan, choose and send; return the answer to the sending."""
    survey = scan(client, code)
    return client.post(survey.action, data=survey.filled(**typed))


def kept(answers_url: str) -> list[tuple[str, dict[str, str]]]:
    """Return (round, answers) of every envelope in the store."""
    return [(name, json.loads(_content(envelope))) for _mark, name, envelope in rows_kept(answers_url)]


def rows_kept(answers_url: str) -> list[tuple[bytes, str, bytes]]:
    """Return every row of the store, all its columns."""
    engine = create_engine(answers_url)
    with engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(text("SELECT * FROM envelope"))]
    engine.dispose()
    return rows


def _content(envelope: bytes) -> bytes:
    return envelope[2 : 2 + int.from_bytes(envelope[:2], "big")]
