"""Asks the timestamping authority an operator named (RFC 3161); nobody is asked unless named."""

import asyncio
import urllib.request
from urllib.error import URLError

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError

_TIMEOUT_SECONDS = 20
_LARGEST_ANSWER = 64 * 1024
_QUERY = "application/timestamp-query"
_REPLY = "application/timestamp-reply"


class Authority(TimeStamper):  # type: ignore[misc]  # pyHanko is an extra, checked without its types
    """An authority at an http or https address."""

    def __init__(self, url: str) -> None:
        super().__init__()
        if not url.startswith(("https://", "http://")):
            raise TimestampRequestError("the address is neither https nor http")
        self._url = url

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Send the digest of the seal, nothing of the paper, and return the answer."""
        return await asyncio.to_thread(self._ask, req.dump())

    def _ask(self, query: bytes) -> tsp.TimeStampResp:
        request = urllib.request.Request(self._url, data=query, headers={"Content-Type": _QUERY})  # noqa: S310 - checked above
        try:
            with urllib.request.urlopen(request, timeout=_TIMEOUT_SECONDS) as answer:  # noqa: S310 - checked above
                if answer.headers.get_content_type() != _REPLY:
                    raise TimestampRequestError("the answer is no timestamp")
                return tsp.TimeStampResp.load(answer.read(_LARGEST_ANSWER))
        except (URLError, OSError, ValueError) as failure:
            raise TimestampRequestError("no answer") from failure
