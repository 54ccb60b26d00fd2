"""``flask database …``, ``flask config …``, ``flask audit …``, ``flask access …``, ``flask worker …``."""

import dataclasses
import json
import re
import sys
from typing import TextIO

import click
from flask import current_app

from pledges.foundation.access import access_rule_of
from pledges.foundation.audit import broken_links
from pledges.foundation.audit_heads import (
    HeadsUnreadable,
    KeptHead,
    heads_as_text,
    heads_from_text,
    heads_now,
    rewritten_since,
)
from pledges.foundation.command_group import CommandGroup
from pledges.foundation.house import this_house
from pledges.foundation.logs import set_up_logs
from pledges.foundation.migrating import current_revision, migrate, newest_revision

database_commands = CommandGroup("database", help="The main database.")
config_commands = CommandGroup("config", help="Settings.")
audit_commands = CommandGroup("audit", help="The append-only trail.")
access_commands = CommandGroup("access", help="Who may open what.")
worker_commands = CommandGroup("worker", help="Background work.")
command_groups = (database_commands, config_commands, audit_commands, access_commands, worker_commands)
_SECRET_SETTINGS = ("secret_key",)
# Of "postgresql+psycopg://user:password@host/database".
_PASSWORD = re.compile(r"(://[^:/@]*:)[^@]*@")


def tell(found: object, *, as_json: bool, plain: str) -> None:
    """Print a result for a script (JSON) or for a person (plain)."""
    click.echo(json.dumps(found, ensure_ascii=False, default=str) if as_json else plain)


@database_commands.command("migrate")
@click.option(
    "--to", "revision", default="head", help="A revision such as 0004, or base. Default: the newest."
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def migrate_database(revision: str, *, as_json: bool) -> None:
    """Bring the database to the shape this program was written for."""
    before, after = migrate(this_house().database, revision)
    tell(
        {"before": before, "after": after}, as_json=as_json, plain=f"database: {before or 'empty'} -> {after}"
    )


@config_commands.command("check")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def check_config(*, as_json: bool) -> None:
    """Show the settings in force and fail when one of them could lose data."""
    house = this_house()
    settings = {
        name: _PASSWORD.sub(r"\1***@", value) if isinstance(value, str) else value
        for name, value in dataclasses.asdict(house.config).items()
    }
    settings.update({name: "***" for name in _SECRET_SETTINGS if settings[name]})
    found, wrong = house.database.safety()
    answers = house.sealed.settings()
    if answers and answers != {"journal_mode": "delete", "synchronous": "3", "secure_delete": "1"}:
        wrong.append(f"the store of anonymous answers is not set safely: {answers}")
    queue = house.background.settings()
    # A lost message is sent again from its row; what may not be is a WAL on a SQLite with the reset race.
    if queue and queue["journal_mode"] != "delete":
        wrong.append(f"the queue's file is not set safely: {queue}")
    if current_revision(house.database) != newest_revision():
        wrong.append("the database is not migrated: run flask --app app database migrate")
    lines = [f"{name} = {value}" for name, value in {**settings, **found}.items()]
    lines += [f"answers {name} = {value}" for name, value in answers.items()]
    lines += [f"queue {name} = {value}" for name, value in queue.items()]
    lines += [f"WRONG: {fault}" for fault in wrong] or ["ok"]
    result = {"settings": settings, "database": found, "answers": answers, "queue": queue, "wrong": wrong}
    tell(result, as_json=as_json, plain="\n".join(lines))
    sys.exit(1 if wrong else 0)


@audit_commands.command("heads")
def print_heads() -> None:
    """Print where every chain ends, as JSON, to be kept where nobody who writes in the database can change it."""
    with this_house().database.reading() as session:
        click.echo(heads_as_text(heads_now(session)))


@audit_commands.command("verify")
@click.option(
    "--heads", type=click.File(), help="What `audit heads` printed before: also find chains written anew."
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def verify_audit(heads: TextIO | None, *, as_json: bool) -> None:
    """Check every chain of the trail; fail when anything was changed, removed, reordered or cut."""
    kept = _kept_heads(heads) if heads else []
    with this_house().database.reading() as session:
        broken = [*broken_links(session), *rewritten_since(session, kept)]
    tell({"broken": broken}, as_json=as_json, plain="\n".join(broken) or "ok")
    sys.exit(1 if broken else 0)


def _kept_heads(file: TextIO) -> list[KeptHead]:
    try:
        return heads_from_text(file.read())
    except HeadsUnreadable as unreadable:
        raise click.ClickException("this is not what `audit heads` printed") from unreadable


@access_commands.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def list_access(*, as_json: bool) -> None:
    """Print every route and the permission it asks for."""
    rows = []
    for route in sorted(current_app.url_map.iter_rules(), key=lambda one: one.rule):
        rule = access_rule_of(current_app.view_functions[route.endpoint])
        methods = sorted((route.methods or set()) - {"HEAD", "OPTIONS"})
        rows.append({"address": route.rule, "methods": methods, "asks": rule.asks if rule else "refused"})
    lines = [f"{' '.join(row['methods']):10} {row['address']:60} {row['asks']}" for row in rows]
    tell(rows, as_json=as_json, plain="\n".join(lines))


@worker_commands.command("run")
def run_worker() -> None:
    """Work through the queue until a signal ends the process."""
    set_up_logs(this_house().config.log)
    this_house().background.run_worker()
