"""What responses ask of the room of certificates, which stands above: whether a pledge has one."""

from collections.abc import Collection
from typing import Any, Protocol


class KnowsCertificates(Protocol):
    """Port: which versions of a pledge have a certificate that is not void."""

    def numbers(self, session: Any, response_ids: Collection[int]) -> dict[int, str]:
        """Return version's id → number of its certificate, for those that have one."""
        ...
