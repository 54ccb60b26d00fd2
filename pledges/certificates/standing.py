"""Tells the receipt which of a pledge's versions have a certificate."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from pledges.certificates.queries.signed import valid_numbers


class CertificateBook:
    """The answer to the responses' port ``KnowsCertificates``."""

    def numbers(self, session: Session, response_ids: Collection[int]) -> dict[int, str]:
        """Return version's id → number of its certificate, for those that have one."""
        return valid_numbers(session, response_ids)
