"""``flask certificates keys …``: the keys that certificates are signed with."""

from datetime import date, datetime

import click

from pledges.certificates.signing_keys import destroy_retired, published_keys, revoke, rotate
from pledges.foundation.command_group import CommandGroup
from pledges.foundation.commands import tell
from pledges.foundation.house import this_house
from pledges.foundation.moments import present

key_commands = CommandGroup("keys", help="Keys that certificates are signed with.")


@key_commands.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def list_keys(*, as_json: bool) -> None:
    """List the public keys, as /V/keys.json gives them."""
    with this_house().database.reading() as session:
        published = published_keys(session)
    keys: list[dict[str, object]] = published["keys"]  # type: ignore[assignment]  # a list of keys, see there
    lines = [
        f"{key['id']:>4}  made {key['made_on']}  retired {key['retired_on'] or '-':10}  "
        f"revoked from {key['revoked_from'] or '-':10}  {key['public_key']}"
        for key in keys
    ]
    tell(
        published,
        as_json=as_json,
        plain="\n".join(lines) or "no key yet: the first is made with the first paper",
    )


@key_commands.command("rotate")
def rotate_keys() -> None:
    """Retire the key in use, make another and destroy the old one's private half; old papers stay genuine."""
    house = this_house()
    with house.database.writing() as session:
        key_id = rotate(session, present(), house.config.keys).id
    _destroy_retired()
    click.echo(f"key {key_id} is in use")


@key_commands.command("revoke")
@click.argument("key_id", type=int)
@click.option(
    "--from",
    "since",
    type=click.DateTime(["%Y-%m-%d"]),
    help="First day from which it is worth nothing [today].",
)
@click.option("--reason", required=True, help="Why, for the trail.")
def revoke_key(key_id: int, since: datetime | None, reason: str) -> None:
    """Make worthless what a key signed from a day on; papers it signed earlier stay genuine."""
    house, occasion = this_house(), present()
    revoked_from: date = since.date() if since else occasion.today
    with house.database.writing() as session:
        revoke(session, occasion, house.config.keys, key_id, (revoked_from, reason))
    _destroy_retired()
    click.echo(f"key {key_id} is revoked from {revoked_from.isoformat()}")


def _destroy_retired() -> None:
    house = this_house()
    with house.database.reading() as session:
        destroy_retired(session, house.config.keys)
