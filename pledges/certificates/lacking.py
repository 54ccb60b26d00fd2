"""What a campaign still lacks before it opens, as far as its certificates go."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from pledges.campaigns.rules import Certificates, Lack, Task
from pledges.campaigns.settings import opening_of
from pledges.campaigns.tables import Campaign


class CertificateLacking:
    """Who signs the certificates (``campaigns.rules.TellsLacking``): paper without a signer cannot be printed."""

    def lacking(self, _session: Session, campaign: Campaign) -> Sequence[Lack]:
        """Return the task of naming the signer while certificates are to be issued and nobody is named."""
        opening = opening_of(campaign.settings, campaign.opens_on, campaign.closes_on)
        is_open = opening.certificates == Certificates.ISSUED and not opening.signer_title
        return [Lack(Task.CERTIFICATE)] if is_open else []
