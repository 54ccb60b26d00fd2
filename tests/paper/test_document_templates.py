"""Templates of papers: nothing typed becomes markup, and nothing missing goes unnoticed."""

import logging
from io import BytesIO
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from pledges.paper.certificates import certificate
from pledges.paper.labels import write_label_sheets
from pledges.paper.posters import A4, posters
from pledges.paper.templates import FOLDER, environment, fill
from tests.paper.label_samples import label
from tests.paper.samples import CERTIFICATE, POSTER


def test_every_value_is_escaped() -> None:
    assert environment().autoescape is True


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        fill("poster", pages=[POSTER])


def test_marks_that_turn_the_writing_round_are_left_out() -> None:
    made = environment().from_string("{{ name }}|{{ name | upper }}").render(name="Huệ \u202e<b>Đức")

    assert made == "Huệ &lt;b&gt;Đức|HUỆ &lt;B&gt;ĐỨC"


def test_official_dates_are_at_hand() -> None:
    assert environment().filters["official_date"].__name__ == "official_date"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.html")), ids=lambda path: path.name)
def test_every_template_can_be_read(path: Path) -> None:
    assert environment().get_template(path.name).name == path.name


def test_there_are_templates_to_read() -> None:
    assert len(list(FOLDER.glob("*.html"))) >= 4


@pytest.mark.document
def test_no_style_of_a_paper_is_ignored(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)

    certificate(CERTIFICATE)
    posters([POSTER], A4)
    write_label_sheets([label(1)], BytesIO(), heading="Tờ mã QR")

    assert [record.getMessage() for record in caplog.records] == []
