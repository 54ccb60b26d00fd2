"""Papers tried out: laid out in a process of its own that has limits, fetches nothing and is there for the next try."""

import struct
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from pledges.paper.trying.child import answer, read_packet, write_packet
from pledges.paper.trying.showing import PaperShower, TryFailed

pytestmark = pytest.mark.document
PAGE = "<p>Nguyễn Thị Ngọc Ánh</p>"
FRAME = "<style>@page { size: A5; margin: 0 } #foot { position: absolute; top: 100mm }</style>"
LADDER = [
    f"{FRAME}<div id='body' style='height: {height}mm'>x</div><div id='foot'>y</div>"
    for height in (120, 90, 50)
]


@pytest.fixture(scope="module")
def shower() -> Iterator[PaperShower]:
    made = PaperShower()
    yield made
    made.close()


def size_of(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_the_first_page_is_shown_as_a_picture(shower: PaperShower) -> None:
    (shown,) = shower.show([[PAGE]])

    assert shown.picture.startswith(b"\x89PNG")
    assert size_of(shown.picture) == (662, 935)
    assert (shown.pages, shown.is_within) == (1, True)


def test_the_largest_type_that_fits_is_taken(shower: PaperShower) -> None:
    fitting, crowded = shower.show([LADDER, LADDER[:1]])

    assert (fitting.is_within, crowded.is_within) == (True, False)


def test_the_process_is_there_for_the_next_try(shower: PaperShower) -> None:
    shower.show([[PAGE]])

    started = time.monotonic()
    shower.show([[PAGE]] * 5)

    assert time.monotonic() - started < 1


@pytest.mark.parametrize("address", ["file:///etc/hostname", "http://127.0.0.1:9/x.css", "ftp://x.vn/a"])
def test_what_a_page_refers_to_is_not_fetched(shower: PaperShower, address: str) -> None:
    with pytest.raises(TryFailed, match="resource"):
        shower.show([[f'<img src="{address}">']])


def test_a_page_that_nests_without_end_is_given_up_and_the_next_one_shown(shower: PaperShower) -> None:
    with pytest.raises(TryFailed):
        shower.show([["<div>" * 5000]])

    assert shower.show([[PAGE]])[0].pages == 1


def test_what_takes_too_long_is_ended_and_the_next_one_shown() -> None:
    hasty = PaperShower(wall_seconds=0.05)

    with pytest.raises(TryFailed):
        hasty.show([["<p>" + "ữ ệ " * 200_000]])
    hasty._wall_seconds = 10
    shown = hasty.show([[PAGE]])
    hasty.close()

    assert shown[0].pages == 1


def test_the_process_knows_no_secret(shower: PaperShower, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLEDGES_SECRET_KEY", "a key of the tests")
    shower.close()

    shower.show([[PAGE]])

    assert shower._process
    environment = Path(f"/proc/{shower._process.pid}/environ").read_bytes()
    assert b"PLEDGES" not in environment


def test_nothing_to_show_starts_nothing() -> None:
    idle = PaperShower()

    assert idle.show([]) == []
    assert idle._process is None


def test_questions_and_answers_go_through_the_pipe_as_they_are() -> None:
    pipe = BytesIO()
    write_packet(pipe, [["<p>Nguyễn Thị Ngọc Ánh</p>"]])
    pipe.seek(0)

    assert read_packet(pipe) == [["<p>Nguyễn Thị Ngọc Ánh</p>"]]
    assert read_packet(pipe) is None


def test_a_question_too_long_is_not_read() -> None:
    assert read_packet(BytesIO((5 * 1024 * 1024).to_bytes(4, "big") + b"x")) is None


def test_the_answer_holds_the_picture_or_what_is_at_fault() -> None:
    (shown,) = answer([LADDER])["shown"]

    assert (shown["pages"], shown["is_within"]) == (1, True)
    assert shown["picture"].startswith("iVBOR")
    assert answer([['<img src="file:///etc/hostname">']]) == {
        "fault": "resource",
        "name": "file:///etc/hostname",
    }
