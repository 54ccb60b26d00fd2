"""``flask tally …``."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

import click

from pledges.campaigns.queries import all_campaigns, by_id_or_slug
from pledges.foundation.audit import Change, record
from pledges.foundation.command_group import CommandGroup
from pledges.foundation.commands import tell
from pledges.foundation.errors import NotFound
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.tallies.acts.recounting import recount
from pledges.tallies.queries.tally import Answer, Asked, tally_at
from pledges.tallies.rules import CountsSigned, NoFiguresThen, Past, TallyLine, UnitNotThen
from pledges.tallies.sheet import gross_rate, self_gross_rate, self_rate, signed_rate

tally_commands = CommandGroup("tally", help="Tallies.")


@tally_commands.command("show")
@click.option("--campaign", "campaign", required=True, help="Id or slug of the campaign.")
@click.option(
    "--unit", "unit_id", type=int, required=True, help="Id of a unit, the campaign's own or below it."
)
@click.option("--form", "form_code", help="Code of the form. Default: the first one that is counted.")
@click.option("--on", "on", type=click.DateTime(["%Y-%m-%d"]), help="An earlier day. Default: this moment.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def show_tally(
    campaign: str, unit_id: int, form_code: str | None, on: datetime | None, *, as_json: bool
) -> None:
    """Print a unit's tally with one row for each unit below it, as the page shows it."""
    occasion, is_past = present(), on is not None
    answer = _answer(campaign, Asked(0, unit_id, form_code, occasion.today, _past(on)))
    tally = answer.tally
    rows = [
        _unit_line(answer, row.unit_id, row.name, _figures(row.line, is_past=is_past)) for row in tally.rows
    ]
    head = {
        "campaign_id": answer.campaign.id,
        "campaign": answer.campaign.slug,
        "form_code": answer.form_code,
    }
    at = on.date().isoformat() if on else occasion.now.isoformat()
    whole = _unit_line(answer, tally.unit_id, tally.name, _figures(tally.total, is_past=is_past))
    total = {"at": at, **whole}
    own = _figures(tally.own, is_past=is_past) if tally.own else None
    plain = "\n".join(_plain(row) for row in [*rows, total])
    tell({**head, **total, "units": rows, "own": own}, as_json=as_json, plain=plain)


@tally_commands.command("recount")
@click.option(
    "--campaign", "campaign", help="Id or slug of the campaign. Default: every campaign that has opened."
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def recount_tally(campaign: str | None, *, as_json: bool) -> None:
    """Count anew from invitations and responses, put right what differs and tell what did. People may go on signing."""
    differed = [
        {"campaign_id": campaign_id, **difference}
        for campaign_id in _opened(campaign)
        for difference in _recounted(campaign_id)
    ]
    lines = [
        f"campaign {row['campaign_id']}, {row['form_code']}, unit {row['unit_id']}, {row['counter']}: "
        f"{row['was']} -> {row['counted']}"
        for row in differed
    ]
    tell({"differed": differed}, as_json=as_json, plain="\n".join(lines) or "nothing differed")


def _opened(campaign: str | None) -> list[int]:
    with this_house().database.reading() as session:
        if campaign is None:
            return [each.id for each in all_campaigns(session) if each.opened_at]
        try:
            return [by_id_or_slug(session, campaign).id]
        except NotFound as unknown:
            raise click.ClickException("no such campaign") from unknown


def _recounted(campaign_id: int) -> list[dict[str, Any]]:
    house = this_house()
    with house.database.writing() as session:
        differences = recount(session, campaign_id, house.handed(CountsSigned))
        found = [asdict(difference) for difference in differences]
    if found:
        _record(campaign_id, found)
    return found


def _record(campaign_id: int, found: list[dict[str, Any]]) -> None:
    """Write the trail on its own, so that the counters are locked no longer than the counting takes."""
    with this_house().database.writing() as session:
        unit_id = by_id_or_slug(session, str(campaign_id)).unit_id
        record(
            session, present(), Change(unit_id, "tally.recount", f"campaign:{campaign_id}", after=repr(found))
        )


def _past(on: datetime | None) -> Past | None:
    return Past(on.date(), this_house().handed(CountsSigned)) if on else None


def _answer(campaign: str, asked: Asked) -> Answer:
    try:
        with this_house().database.reading() as session:
            return tally_at(session, replace(asked, campaign_id=by_id_or_slug(session, campaign).id))
    except NotFound as unknown:
        raise click.ClickException(
            "no such tally: unknown, not opened yet, or a unit outside it"
        ) from unknown
    except NoFiguresThen as refusal:
        first, last = refusal.values["first"], refusal.values["last"]
        raise click.ClickException(f"no figures of that day: they go from {first} to {last}") from refusal
    except UnitNotThen as refusal:
        raise click.ClickException("the unit did not stand on that day") from refusal


def _unit_line(answer: Answer, unit_id: int, name: str, figures: dict[str, Any]) -> dict[str, Any]:
    over = [
        {"unit": unit.name, "until": unit.on.isoformat(), "is_part": unit.is_part}
        for unit in answer.taken_over.get(unit_id, [])
    ]
    return {"unit_id": unit_id, "unit": name, **figures, "converted_from": over}


def _figures(line: TallyLine, *, is_past: bool) -> dict[str, Any]:
    """Return the counts with both rates; None for what has no date, of an earlier day."""
    rates = {"rate": signed_rate(line), "gross_rate": gross_rate(line)}
    of_self = {"self_rate": self_rate(line), "self_gross_rate": self_gross_rate(line)}
    untold = dict.fromkeys(("reached", "members", "members_confirmed")) if is_past else {}
    return {**asdict(line), "due": line.due, "signed": line.signed, **rates, **of_self, **untold}


def _plain(row: dict[str, Any]) -> str:
    reached = "-" if row["reached"] is None else row["reached"]
    return (
        f"{row['unit_id']:6} {row['unit']:32} base {row['base']:7} due {row['due']:7} reached {reached:>7} "
        f"signed {row['signed']:7} (self {row['signed_self']}, paper {row['signed_paper']}, "
        f"assisted {row['signed_assisted']}) {row['rate']} of due, {row['gross_rate']} of base"
    )
