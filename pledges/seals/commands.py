"""``flask papers seal`` and ``flask papers check-seal``."""

import os
import secrets
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

import click

from pledges.foundation.command_group import CommandGroup
from pledges.foundation.commands import tell
from pledges.foundation.moments import present
from pledges.foundation.vietnamese.dates import LOCAL_ZONE
from pledges.seals.engine import sealing_engine
from pledges.seals.rules import FoundSeal, KeyFile, Room, Sealing, SealState, Token

paper_commands = CommandGroup("papers", help="Papers as PDF files: an office's seal.")

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_WORDS = {
    SealState.TRUSTED: "intact, by a holder whose issuer is trusted",
    SealState.UNKNOWN_ISSUER: "intact, but the issuer is not among the trusted ones (--issuer)",
    SealState.NOT_IN_TIME: "intact, but the certificate is not valid on this day and no trusted timestamp tells when",
    SealState.BROKEN: "BROKEN: the file is not as it was sealed",
}
# So that a script can tell them apart; 1 is every other failure, as with all commands.
_EXIT = {SealState.TRUSTED: 0, SealState.UNKNOWN_ISSUER: 3, SealState.NOT_IN_TIME: 4, SealState.BROKEN: 5}
_NO_SEAL = 6


@paper_commands.command("seal")
@click.argument("file", type=_FILE)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="File to write.")
@click.option("--key-file", type=_FILE, help="Key and certificate of the office: PKCS#12 (.p12, .pfx).")
@click.option(
    "--passphrase-file", type=_FILE, help="Its first line opens the key, or is the PIN; else it is asked."
)
@click.option("--pkcs11-module", type=_FILE, help="Library of the token's maker (.so).")
@click.option("--pkcs11-token", help="Label of the token.")
@click.option("--pkcs11-key", help="Label of key and certificate on the token.")
@click.option("--field", default="", help="Name of the field. Default: the next free one.")
@click.option(
    "--page",
    type=int,
    default=0,
    help="Page of the field, from 1. Default: where the paper says, else the last.",
)
@click.option(
    "--box",
    help="Field in mm: left,bottom,width,height. Default: where the paper says, else right at the foot.",
)
@click.option(
    "--further", type=click.IntRange(0, 4), default=0, help="Fields to leave empty for those who seal later."
)
@click.option(
    "--timestamp-url", default="", help="Authority to ask for a timestamp. Default: nobody is asked."
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def seal_paper(file: Path, out: Path, *, as_json: bool, **options: Any) -> None:
    """Seal a PDF file with the office's own certificate; the visible field stays empty.

    All bytes of FILE stay as they are, so the seal can be taken off again by cutting.
    """
    engine, names = sealing_engine(), ("field", "timestamp_url", "further")
    chosen = {name: options[name] for name in names}
    sealing = Sealing(_key(options), present().now, room=_room(options), **chosen)
    with file.open("rb") as source, _written_whole(out) as destination:
        sealed = engine.seal(source, destination, sealing)
    found = {**asdict(sealed), "file": str(out)}
    tell(found, as_json=as_json, plain=f"sealed by {sealed.holder} (issuer {sealed.issuer}) -> {out}")


@paper_commands.command("check-seal")
@click.argument("file", type=_FILE)
@click.option(
    "--issuer", "issuers", type=_FILE, multiple=True, help="Certificate of a trusted authority (PEM or DER)."
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def check_seal(file: Path, issuers: tuple[Path, ...], *, as_json: bool) -> None:
    """Tell whose seals a PDF file bears, since when, and whether the file is as it was sealed.

    Exit code: 0 trusted, 3 issuer unknown, 4 certificate out of time, 5 broken, 6 no seal; the worst of several seals.
    Nobody is asked over the network; a certificate that was revoked is therefore not noticed.
    """
    with file.open("rb") as source:
        seals = sealing_engine().check(source, [each.read_bytes() for each in issuers], present().now)
    lines = [_line(each) for each in seals] or ["no seal"]
    tell([asdict(each) for each in seals], as_json=as_json, plain="\n".join(lines))
    sys.exit(max((_EXIT[each.state] for each in seals), default=_NO_SEAL))


def _line(seal: FoundSeal) -> str:
    if not seal.holder:
        return f"{seal.field}: {_WORDS[seal.state]}"
    at = seal.at.astimezone(LOCAL_ZONE).isoformat(timespec="seconds") if seal.at else "time unknown"
    by_whom = "by a trusted timestamp" if seal.is_stamped else "by the sealing machine's own clock"
    return f"{seal.field}: {_WORDS[seal.state]}; {seal.holder} (issuer {seal.issuer}), {at} {by_whom}"


def _key(options: Mapping[str, Any]) -> KeyFile | Token:
    library, label, name = (options[f"pkcs11_{each}"] for each in ("module", "token", "key"))
    key_file = options["key_file"]
    if bool(key_file) == bool(library):
        raise click.UsageError("name either --key-file or --pkcs11-module")
    if isinstance(key_file, Path):
        return KeyFile(key_file.read_bytes(), _secret(options).encode())
    if not (label and name):
        raise click.UsageError("--pkcs11-module needs --pkcs11-token and --pkcs11-key")
    return Token(str(library), str(label), str(name), _secret(options))


def _secret(options: Mapping[str, Any]) -> str:
    """Return the passphrase or PIN: never an option of its own, which every user of the machine could read."""
    file = options["passphrase_file"]
    if isinstance(file, Path):
        return (file.read_text("utf-8").splitlines() or [""])[0]
    return str(click.prompt("Passphrase or PIN", hide_input=True, default="", show_default=False, err=True))


def _room(options: Mapping[str, Any]) -> Room | None:
    page, box = options["page"], options["box"]
    if not page and not box:
        return None
    try:
        left, bottom, width, height = (float(each) for each in str(box).split(","))
    except ValueError as wrong:
        raise click.UsageError("--box is four numbers in mm, as 200,20,80,32; --page needs it too") from wrong
    return Room(int(str(page)), left, bottom, width, height)


@contextmanager
def _written_whole(out: Path) -> Iterator[BinaryIO]:
    """Write beside the place and move there when it is whole: a refusal leaves what was there before."""
    fresh = out.with_name(f".{out.name}.{secrets.token_hex(4)}")
    handle = os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w+b") as destination:
            yield destination
            destination.flush()
            os.fsync(destination.fileno())
        fresh.replace(out)
    finally:
        fresh.unlink(missing_ok=True)
