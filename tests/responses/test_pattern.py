"""A page rendered once and filled in is the page a template would have made."""

import gzip

import pytest
from flask.testing import FlaskClient

from pledges.campaigns.tables import Campaign
from pledges.responses.pages.pattern import Pattern, mark_of
from tests.worlds import Village

PAGE = Pattern(f"<p>{mark_of('household')}</p><a href='{mark_of('action')}'>{mark_of('household')}</a>")


def test_values_stand_at_their_marks_as_often_as_these_occur() -> None:
    page = PAGE.filled({"household": "Hộ số 1", "action": "/S/ABC"})

    assert page == "<p>Hộ số 1</p><a href='/S/ABC'>Hộ số 1</a>"


def test_values_are_escaped() -> None:
    page = PAGE.filled({"household": "H'Hen <b>", "action": '"'})

    assert page == "<p>H&#39;Hen &lt;b&gt;</p><a href='&#34;'>H&#39;Hen &lt;b&gt;</a>"


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        PAGE.filled({"household": "Hộ số 1"})


def test_compressed_it_is_the_same_page() -> None:
    values = {"household": "Hộ số 1 · N*** V*** Đức", "action": "/S/ABC"}

    assert gzip.decompress(PAGE.compressed(values)).decode() == PAGE.filled(values)


def test_a_phone_gets_the_pledge_compressed_and_others_as_it_is(
    client: FlaskClient, village: Village, campaign: Campaign
) -> None:
    address = f"/S/{village.codes[1]}"

    zipped = client.get(address, headers={"Accept-Encoding": "gzip"})
    plain = client.get(address)

    assert zipped.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert zipped.headers["Vary"] == "Accept-Encoding"
    before_the_mark = plain.data.partition(b'name="attempt"')[0]
    assert gzip.decompress(zipped.data).startswith(before_the_mark)
    assert len(zipped.data) < len(plain.data) / 3
