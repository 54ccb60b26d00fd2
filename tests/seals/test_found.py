"""What a seal is worth: whole or broken, by whom, in time; whatever is changed, added or hidden is seen."""

from datetime import timedelta
from io import BytesIO
from random import Random

import pikepdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from pledges.seals.engine import sealing_engine
from pledges.seals.rules import NotReadable, SealState, is_zero_padded, next_field
from tests.seals.authorities import NOW, office
from tests.seals.sealing import Desk, desk, letter

pytestmark = pytest.mark.document


@pytest.fixture(scope="module")
def clerk() -> Desk:
    return desk()


@pytest.fixture(scope="module")
def sealed(clerk: Desk) -> bytes:
    return clerk.seal(letter(pages=2))


def worth(clerk: Desk, pdf: bytes) -> list[SealState]:
    """The state of each seal; none where the file is not even a file any more."""
    try:
        return [seal.state for seal in clerk.check(pdf)]
    except NotReadable:
        return []


def flipped(pdf: bytes, place: int, bit: int = 1) -> bytes:
    return pdf[:place] + bytes([pdf[place] ^ bit]) + pdf[place + 1 :]


def contents_of(pdf: bytes) -> range:
    """The places in the file of the seal itself, written in hexadecimal."""
    start = pdf.index(b"/Contents <") + len(b"/Contents <")
    return range(start, pdf.index(b">", start))


def test_one_flipped_byte_anywhere_breaks_the_seal(clerk: Desk, sealed: bytes) -> None:
    places = Random(189).sample(
        [*range(contents_of(sealed).start - 1), *range(contents_of(sealed).stop + 1, len(sealed))], 120
    )

    still_good = [place for place in places if SealState.TRUSTED in worth(clerk, flipped(sealed, place))]

    assert still_good == []


def test_one_changed_sign_of_the_seal_itself_never_makes_another_seal(clerk: Desk, sealed: bytes) -> None:
    places = Random(8).sample(contents_of(sealed), 60)
    changed = [
        sealed[:place] + (b"0" if sealed[place : place + 1] != b"0" else b"1") + sealed[place + 1 :]
        for place in places
    ]

    holders = {seal.holder for pdf in changed for seal in clerk.check(pdf) if seal.state is SealState.TRUSTED}

    assert holders <= {clerk.check(sealed)[0].holder}


def test_what_is_hidden_behind_the_seal_in_its_own_place_is_seen(clerk: Desk, sealed: bytes) -> None:
    last = contents_of(sealed)[-1]

    assert worth(clerk, sealed[:last] + b"7" + sealed[last + 1 :]) == [SealState.BROKEN]


def test_a_page_added_behind_the_seal_is_seen(clerk: Desk, sealed: bytes) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(sealed))
    pages = writer.root["/Pages"]
    pages["/Kids"].append(pages["/Kids"].raw_get(0))
    pages["/Count"] = type(pages["/Count"])(3)
    writer.update_container(pages)
    added = BytesIO()
    writer.write(added)

    assert worth(clerk, added.getvalue()) == [SealState.BROKEN]


@pytest.mark.parametrize("more", [b"\n", b"%", b"\n%%EOF\n", b"x" * 5000])
def test_anything_behind_the_end_of_the_sealed_file_is_seen(clerk: Desk, sealed: bytes, more: bytes) -> None:
    assert worth(clerk, sealed + more) != [SealState.TRUSTED]


def test_a_paper_written_anew_by_another_program_has_lost_its_seal(clerk: Desk, sealed: bytes) -> None:
    again = BytesIO()
    with pikepdf.open(BytesIO(sealed)) as document:
        document.save(again)

    assert SealState.TRUSTED not in worth(clerk, again.getvalue())


def test_the_seal_of_one_paper_is_worth_nothing_on_another(clerk: Desk, sealed: bytes) -> None:
    other = clerk.seal(letter(pages=3))
    place, taken = contents_of(other), contents_of(sealed)
    # Of exactly the same length, whatever the chance in a signature made of each.
    moved = sealed[taken.start : taken.stop].ljust(len(place), b"0")[: len(place)]
    swapped = other[: place.start] + moved + other[place.stop :]

    assert worth(clerk, swapped) == [SealState.BROKEN]


def test_who_calls_himself_the_office_is_not_the_office(clerk: Desk, sealed: bytes) -> None:
    stranger = desk()  # An authority and an office of the same names.

    [seal] = clerk.check(stranger.seal(letter()))

    assert seal.holder == clerk.check(sealed)[0].holder
    assert seal.state is SealState.UNKNOWN_ISSUER


def test_without_a_trusted_authority_nobody_is_trusted(sealed: bytes) -> None:
    [seal] = sealing_engine().check(BytesIO(sealed), [], NOW)

    assert seal.state is SealState.UNKNOWN_ISSUER


def test_a_seal_whose_certificate_ran_out_says_so(clerk: Desk, sealed: bytes) -> None:
    [seal] = clerk.check(sealed, now=NOW + timedelta(days=800))

    assert seal.state is SealState.NOT_IN_TIME


def test_an_office_may_not_give_itself_the_right_to_issue(clerk: Desk) -> None:
    below = office(clerk.office)  # The office's own certificate, misused as an authority's.
    sealed = Desk(clerk.root, below).seal(letter())

    assert worth(clerk, sealed) == [SealState.UNKNOWN_ISSUER]


def test_a_paper_without_a_seal_has_none(clerk: Desk) -> None:
    assert clerk.check(letter()) == []


@pytest.mark.parametrize("odd", [b"", b"%PDF-1.7", "không phải PDF".encode(), b"\x00" * 3000])
def test_what_is_no_paper_cannot_be_checked(clerk: Desk, odd: bytes) -> None:
    with pytest.raises(NotReadable):
        clerk.check(odd)


@pytest.mark.parametrize(
    ("contents", "is_clean"),
    [
        (b"\x30\x02ab\x00\x00", True),
        (b"\x30\x02ab\x00\x01", False),
        (b"\x30\x82\x00\x02ab\x00", True),
        (b"\x30\x82\x00\x02abc", False),
        (b"\x30\x05ab", False),
        (b"\x31\x02ab", False),
        (b"", False),
    ],
)
def test_behind_the_seal_stand_zeros_only(contents: bytes, is_clean: bool) -> None:
    assert is_zero_padded(contents) == is_clean


def test_fields_are_numbered_on() -> None:
    assert next_field([]) == "DauCoQuan"
    assert next_field(["DauCoQuan", "KySo"]) == "DauCoQuan2"
    assert next_field(["DauCoQuan", "DauCoQuan2"]) == "DauCoQuan3"
