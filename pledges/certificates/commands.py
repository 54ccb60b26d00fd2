"""``flask certificates …``."""

import hashlib
from io import BytesIO
from pathlib import Path

import click

from pledges.certificates.check_command import check_certificates
from pledges.certificates.jobs import CertificateMaker
from pledges.certificates.key_commands import key_commands
from pledges.certificates.papers import write_certificates
from pledges.certificates.rules import CERTIFICATES
from pledges.foundation.command_group import CommandGroup
from pledges.foundation.commands import tell
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.links.queries import campaign_named
from pledges.paper.certificate_sizes import CertificateSize
from pledges.prints.acts import record_handed_over
from pledges.prints.papers import making_paper
from pledges.prints.rules import MadePaper, NewRun
from pledges.units.queries.tree import by_id as unit_by_id

certificate_commands = CommandGroup("certificates", help="Certificates.")
certificate_commands.add_command(key_commands)
certificate_commands.add_command(check_certificates)


@certificate_commands.command("print")
@click.option("--campaign", "campaign", required=True, help="Id or slug of the campaign.")
@click.option("--unit", "unit_id", type=int, required=True, help="Id of the unit, with all below.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="PDF file to write."
)
@click.option(
    "--size",
    type=click.Choice(list(CertificateSize), case_sensitive=False),
    default=CertificateSize.A4,
    help="Sheet: A4, A5, or two A5 on an A4.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def print_certificates(
    campaign: str, unit_id: int, out: Path, size: CertificateSize, *, as_json: bool
) -> None:
    """Issue what is missing and write the certificates of whoever signed in the unit to one PDF."""
    house, maker = this_house(), CertificateMaker(this_house())
    with house.database.reading() as session:
        campaign_id, unit_id = campaign_named(session, campaign).id, unit_by_id(session, unit_id).id
    signed = [one.response_id for one in maker.signed(campaign_id, unit_id, present().today)]
    if not signed:
        raise click.ClickException("nobody in this unit has an active pledge in this campaign")
    _make_room(out)
    written = BytesIO()
    recipients = maker.issued(signed, None)
    with making_paper():
        made = write_certificates(recipients, house.config.public_url, written, _unheard, size)
    paper = MadePaper(written.getvalue(), made.pages, made.count)
    out.write_bytes(paper.content)
    with house.database.writing() as session:
        record_handed_over(
            session, present(), NewRun(CERTIFICATES, unit_id, paper.pieces, campaign_id), paper
        )
    checksum = hashlib.sha256(paper.content).hexdigest()
    found = {"certificates": paper.pieces, "pages": paper.pages, "sha256": checksum, "file": str(out)}
    tell(found, as_json=as_json, plain=f"{paper.pieces} certificates -> {out} (sha256 {checksum})")


def _unheard(_done: int) -> None:
    """Whoever waits at the machine is told when all is done."""


def _make_room(out: Path) -> None:
    """Make the file, readable by its owner only, before any number is given: it will hold names."""
    try:
        out.touch(mode=0o600)
    except OSError as failure:
        raise click.ClickException(f"{out}: {failure.strerror}") from failure
