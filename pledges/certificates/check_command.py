"""``flask certificates check``: whether a certificate, or a file of them, is genuine, and the register's own copy."""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import click

from pledges.certificates.checks import Register, check_file, check_text
from pledges.certificates.outcomes import (
    Asked,
    Checked,
    CheckedFile,
    CheckedPage,
    FileVerdict,
    PageVerdict,
    Verdict,
    exit_code_of,
)
from pledges.certificates.proofs import PublicKey
from pledges.certificates.scanned import KeysUnreadable, keys_from
from pledges.certificates.signing_keys import public_keys
from pledges.foundation.commands import tell
from pledges.foundation.house import this_house
from pledges.paper.looking import NoDocument

_WORDS = {
    Verdict.GENUINE: "genuine: the proof fits the number, the key and what it says",
    Verdict.KEY_REVOKED_LATER: "the proof fits, but its key was revoked since: ask the register (/V/)",
    Verdict.NUMBER_ONLY: "a number alone proves nothing about a paper: scan its code",
    Verdict.UNKNOWN_KEY: "made with a key that is not in this list: take a newer keys.json, or it is forged",
    Verdict.FALSE: "FORGED or changed: the proof does not fit the number or what it says",
    Verdict.MALFORMED: "FORGED or cut off: what stands behind the number is no proof",
    Verdict.OTHER_FORMAT: "FORGED, or of a version this program does not know",
    Verdict.REVOKED: "WORTHLESS: signed with a key that was revoked on that day already",
    Verdict.OTHER_NAME: "FORGED or changed: the proof was given to another name",
    Verdict.OTHER_CAMPAIGN: "NOT FOR THIS: the proof was given in another campaign",
    Verdict.NOT_REGISTERED: "FORGED: the register has no such number",
    Verdict.OTHER_PROOF: "FORGED: the register gave another proof with this number",
    Verdict.NO_PROOF: "given before there were proofs",
}
_PAGE_WORDS = {
    PageVerdict.TEXT_DIFFERS: "ALTERED: its words are not those of the register copy",
    PageVerdict.LOOK_DIFFERS: "ALTERED: the same words, but it does not look like the register copy",
    PageVerdict.NO_CERTIFICATE: "ADDED: no certificate of ours is on it",
    PageVerdict.FALSE_CERTIFICATE: "FORGED: what is on it is not genuine",
    PageVerdict.NO_COPY: "cannot be compared: the register makes no such page (withdrawn, or printed in another size)",
    PageVerdict.TWICE: "ADDED: its certificate stands on an earlier page already",
    PageVerdict.OUT_OF_ORDER: "MOVED: in the print run it stands elsewhere",
}
_FILE_WORDS = {
    FileVerdict.IDENTICAL: "the file is the register copy, byte for byte",
    FileVerdict.EXTENDED: "begins with the register copy's bytes; what was added behind shows on no page "
    "(a seal? see: papers check-seal)",
    FileVerdict.SAME_PAGES: "other bytes, but every page is the same as in the register copy",
    FileVerdict.DIFFERS: "the file is NOT the register copy",
    FileVerdict.NOT_COMPARED: "",
}


@click.command("check")
@click.argument("what")
@click.option(
    "--keys",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What /V/keys.json gave: checked with it alone, without register or network.",
)
@click.option("--name", default="", help="Name that must stand on the paper.")
@click.option("--campaign", "campaign_id", type=int, help="Id of the campaign it must be of.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def check_certificates(
    what: str, keys: Path | None, name: str, campaign_id: int | None, *, as_json: bool
) -> None:
    """Tell whether WHAT is genuine: a scanned code's text, a typed number, or a PDF file of certificates.

    With the register, a file is compared with the copy made again: bytes, order, and each page's words and look.

    Exit code: 0 genuine (and the register copy), 3 genuine but worth nothing any more (expired, withdrawn, void,
    superseded), 4 cannot be told from this alone, 5 forged or altered, 6 nothing to check was found.
    """
    register = None if keys else Register(this_house())
    asked = Asked(_keys(keys), name, campaign_id)
    file = Path(what)
    try:
        found = check_file(file, asked, register) if _is_file(file) else check_text(what, asked, register)
    except NoDocument as failure:
        raise click.ClickException(f"{what}: not a readable PDF file") from failure
    tell(json.loads(json.dumps(asdict(found), default=str)), as_json=as_json, plain="\n".join(_lines(found)))
    sys.exit(exit_code_of(found))


def _keys(file: Path | None) -> Mapping[int, PublicKey]:
    if file is not None:
        try:
            return keys_from(file.read_text("utf-8"))
        except (KeysUnreadable, UnicodeDecodeError) as failure:
            raise click.ClickException(f"{file}: not what /V/keys.json gives") from failure
    with this_house().database.reading() as session:
        return public_keys(session)


def _is_file(file: Path) -> bool:
    try:
        return file.is_file()
    except (OSError, ValueError):  # too long, or with a zero byte: it is a text
        return False


def _lines(found: CheckedFile) -> list[str]:
    if not found.certificates:
        return ["no certificate of ours was found"]
    lines = [_of_certificate(each) for each in found.certificates]
    lines += [_of_page(each) for each in found.pages if each.verdict is not PageVerdict.SAME]
    lines += [
        f"{number}: MISSING: it is in print run {found.run_id}, not in the file" for number in found.missing
    ]
    return [*lines, _FILE_WORDS[found.verdict]] if found.verdict is not FileVerdict.NOT_COMPARED else lines


def _of_certificate(checked: Checked) -> str:
    says = f"{checked.number}: {_WORDS[checked.verdict]}"
    claim = checked.claim
    if claim:
        says += f"; issued {claim.issued_on}, until {claim.until_on}, campaign {claim.campaign_id}"
    return f"{says}; the register says: {checked.status}" if checked.status else says


def _of_page(page: CheckedPage) -> str:
    return f"page {page.page} ({', '.join(page.numbers) or '-'}): {_PAGE_WORDS[page.verdict]}"
