"""Figures on a page are written as the page's language does."""

import datetime as dt

import pytest
from flask import Flask

from pledges.foundation.access import public
from pledges.foundation.figures import clock_time, grouped, percent_down, written


@pytest.mark.parametrize(
    ("prefix", "figures"),
    [("", "1.234.567 | 99,9% | ≥1.230 | 14 giờ 05 phút"), ("/en", "1,234,567 | 99.9% | ≥1,230 | 14:05")],
)
def test_a_page_writes_figures_in_its_language(app: Flask, prefix: str, figures: str) -> None:
    app.add_url_rule("/figures", view_func=public(_figures))

    assert app.test_client().get(f"{prefix}/figures").text == figures


def test_outside_a_page_figures_are_vietnamese() -> None:
    assert _figures() == "1.234.567 | 99,9% | ≥1.230 | 14 giờ 05 phút"


def _figures() -> str:
    return " | ".join(
        (grouped(1234567), percent_down(1999, 2000), written("≥1.230"), clock_time(dt.time(14, 5)))
    )
