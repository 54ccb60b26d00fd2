"""QR codes: small, within what paper can carry, and the same whichever way they are made."""

import random

import pytest
import zxingcpp
from PIL import Image

from pledges.paper.qr import (
    ALPHANUMERIC,
    LONGEST_ALPHANUMERIC,
    LONGEST_BYTES,
    Level,
    QrMatrix,
    QrTooLong,
    encode,
    svg,
)
from pledges.paper.qr_bulk import encode_in_bulk

ADDRESS = "HTTPS://CAMKET.TUYPHONG.GOV.VN/S/7KQ2M9XWPRT4H"


def scanned(matrix: QrMatrix) -> str:
    """What a scanner reads from a code drawn three pixels a module."""
    image = Image.new("1", (matrix.size, matrix.size))
    image.putdata([1 - int(bit) for row in matrix.rows for bit in f"{row:0{matrix.size}b}"])
    page = Image.new("L", (matrix.size + 8, matrix.size + 8), 255)
    page.paste(image.convert("L"), (4, 4))
    return zxingcpp.read_barcodes(page.resize((page.width * 3, page.height * 3)))[0].text


def addresses(prefix: str, count: int) -> list[str]:
    chance = random.Random(189)
    return [prefix + "".join(chance.choices(ALPHANUMERIC, k=13)) for _ in range(count)]


def test_an_address_in_capitals_takes_the_small_mode() -> None:
    assert encode(ADDRESS).version == 3


def test_the_same_address_in_small_letters_takes_a_larger_code() -> None:
    assert encode(ADDRESS.lower()).version == 4


@pytest.mark.parametrize("text", [ADDRESS, ADDRESS.lower(), "0123456789", "Mã của hộ: ẫ ỗ", "A", "$%*+-./: "])
def test_a_code_reads_back_as_it_was_written(text: str) -> None:
    assert scanned(encode(text)) == text


@pytest.mark.parametrize(("letter", "longest"), [("A", LONGEST_ALPHANUMERIC), ("a", LONGEST_BYTES)])
def test_the_longest_text_still_takes_the_largest_version(letter: str, longest: int) -> None:
    assert encode(letter * longest).version == 8


@pytest.mark.parametrize(("letter", "too_long"), [("A", 222), ("a", 153), ("ế", 51), ("a", 3000)])
def test_a_longer_text_is_refused(letter: str, too_long: int) -> None:
    with pytest.raises(QrTooLong) as refused:
        encode(letter * too_long)

    assert refused.value.num_bytes == too_long * len(letter.encode())


@pytest.mark.parametrize("prefix", ["HTTPS://CAMKET.TUYPHONG.GOV.VN/S/", "HTTPS://A.VN/R/", "", "X" * 60])
def test_codes_made_in_bulk_are_the_encoders_own(prefix: str) -> None:
    many = addresses(prefix, 40)

    assert [encode_in_bulk(address) for address in many] == [encode(address) for address in many]


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("length", [1, 14, 16, 27, 38, 47, 61, 77, 88, 108, 114, 122])
def test_in_bulk_every_version_and_level_is_the_encoders_own(length: int, level: Level) -> None:
    text = "".join(random.Random(length).choices(ALPHANUMERIC, k=length))

    assert encode_in_bulk(text, level) == encode(text, level)


@pytest.mark.parametrize("length", [125, 154, 178, 179, 221])
def test_in_bulk_a_proof_as_long_as_paper_can_carry_is_the_encoders_own(length: int) -> None:
    text = "".join(random.Random(length).choices(ALPHANUMERIC, k=length))

    assert encode_in_bulk(text) == encode(text)


def test_a_text_outside_the_small_mode_is_encoded_in_bulk_all_the_same() -> None:
    assert encode_in_bulk("Hộ số 117") == encode("Hộ số 117")


def test_in_bulk_too_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(QrTooLong):
        encode_in_bulk("A" * 222)


def test_a_picture_is_one_path_with_its_quiet_zone() -> None:
    picture = svg(ADDRESS, 28, "Mã QR")

    assert picture.count("<path") == 1
    assert 'width="28mm"' in picture
    assert 'viewBox="-4 -4 37 37"' in picture


def test_a_pictures_title_is_escaped() -> None:
    assert "<title>Hộ &lt;b&gt; &amp; &#34;c&#34;</title>" in svg(ADDRESS, 28, 'Hộ <b> & "c"')


def test_the_path_covers_exactly_the_dark_modules() -> None:
    matrix = encode(ADDRESS)
    lengths = [int(part.split("h")[1].split("v")[0]) for part in matrix.path.split("M")[1:]]

    assert sum(lengths) == matrix.bits.bit_count()
