"""Someone's browser: one kept connection, compressed answers, and every answer checked for its status."""

import gzip
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode

_TYPE = "application/x-www-form-urlencoded"
Fields = list[tuple[str, str]]


class Unexpected(Exception):
    """A page answered otherwise than it should: what is measured would not be what is told."""


@dataclass(frozen=True)
class Answer:
    """What came back. ``wire_bytes`` counts the head of the answer and the body as sent, compressed."""

    location: str
    body: bytes
    is_compressed: bool
    wire_bytes: int

    @property
    def text(self) -> str:
        """The body as text."""
        return (gzip.decompress(self.body) if self.is_compressed else self.body).decode()


class Visitor:
    """A browser on one connection; ``cookie`` is a member of staff's."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self._headers = {"Accept-Encoding": "gzip", **({"Cookie": cookie} if cookie else {})}

    def get(self, address: str) -> Answer:
        """Open a page.

        :raises Unexpected: when it is not answered with 200.
        """
        return self._ask("GET", address, 200)

    def post(self, address: str, fields: Fields) -> Answer:
        """Send a form that leads on to another page.

        :raises Unexpected: when it is not answered with 303.
        """
        return self._ask("POST", address, 303, urlencode(fields).encode())

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _ask(self, method: str, address: str, status: int, body: bytes | None = None) -> Answer:
        headers = {**self._headers, "Content-Type": _TYPE} if body else self._headers
        self._connection.request(method, address, body, headers)
        response = self._connection.getresponse()
        content = response.read()
        if response.status != status:
            raise Unexpected(f"{method} {address}: {response.status} instead of {status}")
        head = sum(len(name) + len(value) + 4 for name, value in response.getheaders())
        return Answer(
            location=response.getheader("Location", ""),
            body=content,
            is_compressed=response.getheader("Content-Encoding") == "gzip",
            wire_bytes=len(f"HTTP/1.1 {status} {response.reason}\r\n\r\n") + head + len(content),
        )
