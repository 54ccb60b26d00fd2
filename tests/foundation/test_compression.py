"""Answers are compressed for whoever takes it, and only where it is worth it."""

import gzip
from collections.abc import Iterator

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from pledges.foundation.compression import init_compression

GZIP = {"Accept-Encoding": "gzip"}
PAGE = "<p>Không phóng nhanh, vượt ẩu; giữ đúng tốc độ và khoảng cách an toàn.</p>" * 20


@pytest.fixture
def printer() -> Flask:
    """An app whose one page gives back the long text as whatever kind is asked for."""
    app = Flask("printer", static_folder=None)
    init_compression(app)

    @app.get("/as/<path:kind>")
    def page(kind: str) -> Response:
        return Response(PAGE, content_type=kind)

    return app


@pytest.fixture
def phone(printer: Flask) -> FlaskClient:
    return printer.test_client()


@pytest.mark.parametrize(
    "kind",
    [
        "text/html; charset=utf-8",
        "text/css",
        "text/csv; charset=utf-8",
        "text/javascript",
        "application/json",
        "image/svg+xml",
    ],
)
def test_texts_are_compressed_for_a_browser_that_takes_gzip(kind: str, phone: FlaskClient) -> None:
    answer = phone.get(f"/as/{kind}", headers=GZIP)

    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data).decode() == PAGE
    assert answer.headers["Content-Length"] == str(len(answer.data))


def test_a_browser_that_takes_no_gzip_gets_the_plain_text(phone: FlaskClient) -> None:
    answer = phone.get("/as/text/html", headers={"Accept-Encoding": "gzip;q=0"})

    assert answer.text == PAGE
    assert "Content-Encoding" not in answer.headers


def test_a_cache_is_told_that_the_answer_depends_on_what_is_taken(phone: FlaskClient) -> None:
    plain = phone.get("/as/text/html")
    zipped = phone.get("/as/text/html", headers=GZIP)

    assert plain.headers["Vary"] == zipped.headers["Vary"] == "Accept-Encoding"


def test_a_paper_is_not_compressed_again(phone: FlaskClient) -> None:
    answer = phone.get("/as/application/pdf", headers=GZIP)

    assert "Content-Encoding" not in answer.headers
    assert "Vary" not in answer.headers


def test_the_same_page_gives_the_same_bytes(phone: FlaskClient) -> None:
    assert phone.get("/as/text/html", headers=GZIP).data == phone.get("/as/text/html", headers=GZIP).data


def test_an_answer_that_fits_one_packet_is_left_alone(printer: Flask) -> None:
    printer.add_url_rule("/short", view_func=lambda: "Đã lưu.")

    assert "Content-Encoding" not in printer.test_client().get("/short", headers=GZIP).headers


def test_a_streamed_answer_is_not_gathered_in_memory(printer: Flask) -> None:
    def rows() -> Iterator[str]:
        yield from (PAGE, PAGE)

    printer.add_url_rule("/rows", view_func=lambda: Response(rows(), mimetype="text/csv"))

    answer = printer.test_client().get("/rows", headers=GZIP)

    assert answer.text == PAGE * 2
    assert "Content-Encoding" not in answer.headers


def test_a_file_that_is_handed_through_is_left_alone(printer: Flask) -> None:
    whole = Response(PAGE, mimetype="text/csv")
    whole.direct_passthrough = True
    printer.add_url_rule("/file", view_func=lambda: whole)

    assert "Content-Encoding" not in printer.test_client().get("/file", headers=GZIP).headers


def test_what_is_compressed_already_is_left_alone(printer: Flask) -> None:
    ready = Response(
        gzip.compress(PAGE.encode() * 9, mtime=0), mimetype="text/css", headers={"Content-Encoding": "gzip"}
    )
    printer.add_url_rule("/ready", view_func=lambda: ready)

    assert gzip.decompress(printer.test_client().get("/ready", headers=GZIP).data).decode() == PAGE * 9


@pytest.mark.parametrize("status", [206, 304])
def test_an_answer_without_a_whole_body_is_left_alone(status: int, printer: Flask) -> None:
    printer.add_url_rule("/part", view_func=lambda: Response(PAGE, status, mimetype="text/html"))

    assert "Content-Encoding" not in printer.test_client().get("/part", headers=GZIP).headers
