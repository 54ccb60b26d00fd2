"""What every page's template may use beside what its view hands it."""

from typing import Any

from flask import Flask, g

from pledges.foundation.access import Actor, csrf_token
from pledges.foundation.figures import clock_time, grouped, percent_down
from pledges.foundation.sample_mark import SampleMark
from pledges.foundation.vietnamese.dates import local_date, local_datetime, official_date, short_date
from pledges.foundation.vietnamese.names import mask_name


def init_page_context(app: Flask, sample: SampleMark) -> None:
    """Give templates the actor, the sample mark, the form token and the ways numbers and dates are written."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        official_date=official_date,
        short_date=short_date,
        clock_time=clock_time,
        local_date=local_date,
        local_datetime=local_datetime,
        grouped=grouped,
        mask_name=mask_name,
    )
    app.jinja_env.globals.update(percent_down=percent_down, csrf_token=csrf_token)

    @app.context_processor
    def page_context() -> dict[str, Any]:
        actor: Actor | None = g.get("actor")
        return {"actor": actor, "is_sample": sample.is_set(), "current_section": None}
