"""An office seals its paper with a key file: what is added, what stays, what a screen reader finds."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest

from pledges.paper.certificate_sizes import CertificateSize
from pledges.paper.certificates import certificate
from pledges.paper.geometry import MM
from pledges.seals.engine import sealing_engine
from pledges.seals.rules import (
    CertificateUnfit,
    KeyFile,
    KeyRefused,
    NotSealable,
    Room,
    Sealing,
    SealState,
    room_at_the_foot,
)
from tests.paper.checkers import faults_of
from tests.paper.reading import glyphs_of, page_count, page_size_mm, rastered, spoken, text_of
from tests.paper.samples import CERTIFICATE
from tests.seals.authorities import NOW, OFFICE, PASSPHRASE, Identity, authority, office
from tests.seals.sealing import Desk, desk, letter

pytestmark = pytest.mark.document

# Our own checker lets no paper carry a form; on a sealed one the seal's field is all there is of it.
ONLY_A_FIELD = ["acts by itself: /AcroForm"]


@pytest.fixture(scope="module")
def clerk() -> Desk:
    return desk()


@pytest.fixture(scope="module")
def paper() -> bytes:
    return letter()


@pytest.fixture(scope="module")
def sealed(clerk: Desk, paper: bytes) -> bytes:
    return clerk.seal(paper)


@dataclass(frozen=True)
class Field:
    """A seal's field: its edges in mm (left, bottom, right, top), what is drawn in it, what is read aloud."""

    box: tuple[int, ...]
    drawn: bytes
    spoken: str


def field_of(pdf: bytes, number: int = 0) -> Field:
    with pikepdf.open(BytesIO(pdf)) as document:
        field = document.Root.AcroForm.Fields[number]
        edges: list[pikepdf.Object] = list(field.Rect)
        return Field(tuple(round(float(edge) / MM) for edge in edges), field.AP.N.read_bytes(), str(field.TU))


def attempted(pdf: bytes, key: Identity, passphrase: str = PASSPHRASE) -> None:
    secret = KeyFile(key.key_file(), passphrase.encode())
    sealing_engine().seal(BytesIO(pdf), BytesIO(), Sealing(secret, NOW))


def test_the_papers_own_bytes_stay_at_the_beginning(paper: bytes, sealed: bytes) -> None:
    assert sealed.startswith(paper)
    assert 5_000 < len(sealed) - len(paper) < 9_000


def test_a_seal_tells_whose_it_is_and_that_the_file_is_whole(clerk: Desk, sealed: bytes) -> None:
    [seal] = clerk.check(sealed)

    assert (seal.state, seal.holder, seal.issuer) == (SealState.TRUSTED, OFFICE, "CA thử nghiệm")
    assert seal.covered == len(sealed)
    assert seal.at is not None
    assert not seal.is_stamped


def test_nothing_is_drawn_where_the_seal_goes(paper: bytes, sealed: bytes) -> None:
    assert field_of(sealed).drawn == b""
    assert rastered(sealed).tobytes() == rastered(paper).tobytes()
    assert text_of(sealed) == text_of(paper)


def test_the_field_lies_in_the_room_the_paper_marks(sealed: bytes) -> None:
    left, bottom, right, top = field_of(sealed).box

    assert (right - left, top - bottom) == (80, 32)
    assert left == 80  # 60 mm from the text, whose margin is 20


def test_without_a_mark_the_field_lies_right_at_the_foot_of_the_last_page(clerk: Desk) -> None:
    sealed = clerk.seal(letter(pages=3, room=""))

    with pikepdf.open(BytesIO(sealed)) as document:
        where = ["/Annots" in page for page in document.pages]
    assert where == [False, False, True]
    assert field_of(sealed).box == (110, 20, 190, 52)


@pytest.mark.parametrize(("size", "width"), [(CertificateSize.A4, 80), (CertificateSize.A5, 57)])
def test_on_a_certificate_the_field_lies_below_the_signers_title_and_on_no_word(
    clerk: Desk, size: CertificateSize, width: int
) -> None:
    paper = certificate(CERTIFICATE, size)
    sealed = clerk.seal(paper)

    left, bottom, right, top = field_of(sealed).box
    height = page_size_mm(paper)[1]
    covered = [
        each
        for each in glyphs_of(paper)
        if left < each.left_mm < right and bottom < height - each.bottom_mm < top - 1
    ]
    assert right - left == width
    assert covered == []
    assert faults_of(sealed) == ONLY_A_FIELD


def test_a_landscape_page_without_a_mark_has_its_field_where_certificates_have_it() -> None:
    assert room_at_the_foot(1, 297, 210) == Room(1, 171, 27, 80, 32)


def test_the_clerk_may_say_where_the_field_lies(clerk: Desk, paper: bytes) -> None:
    sealed = clerk.seal(paper, room=Room(1, 20, 30, 60, 25))

    assert field_of(sealed).box == (20, 30, 80, 55)


@pytest.mark.parametrize("room", [Room(2, 20, 20, 60, 25), Room(1, 180, 20, 60, 25), Room(1, -5, 20, 60, 25)])
def test_a_field_beside_the_paper_is_refused(clerk: Desk, paper: bytes, room: Room) -> None:
    with pytest.raises(NotSealable):
        clerk.seal(paper, room=room)


def test_a_screen_reader_finds_the_field_and_the_checker_no_fault(paper: bytes, sealed: bytes) -> None:
    assert faults_of(paper) == []
    assert faults_of(sealed) == ONLY_A_FIELD
    assert [kind for kind, _text in spoken(sealed)][-1] == "Form"
    assert field_of(sealed).spoken == "Nơi ký số và đóng dấu của cơ quan"


def test_a_sealed_paper_of_many_pages_has_no_fault(clerk: Desk) -> None:
    sealed = clerk.seal(letter(pages=12))

    assert faults_of(sealed) == ONLY_A_FIELD
    assert page_count(sealed) == 12


def test_the_second_seal_leaves_the_first_one_whole(clerk: Desk, sealed: bytes) -> None:
    twice = clerk.seal(sealed)

    assert [(seal.field, seal.state) for seal in clerk.check(twice)] == [
        ("DauCoQuan", SealState.TRUSTED),
        ("DauCoQuan2", SealState.TRUSTED),
    ]
    assert field_of(twice, 1).box != field_of(twice, 0).box


def test_a_field_left_for_the_next_to_seal_is_used_and_has_no_fault(clerk: Desk, paper: bytes) -> None:
    first = clerk.seal(paper, further=1)
    second = clerk.seal(first)

    assert faults_of(first) == faults_of(second) == ONLY_A_FIELD
    assert [(seal.field, seal.state) for seal in clerk.check(second)] == [
        ("DauCoQuan", SealState.TRUSTED),
        ("DauCoQuan-2", SealState.TRUSTED),
    ]


def test_a_field_is_not_sealed_twice(clerk: Desk, sealed: bytes) -> None:
    with pytest.raises(NotSealable):
        clerk.seal(sealed, field="DauCoQuan")


def test_an_rsa_key_seals_as_well(paper: bytes) -> None:
    root = authority()
    clerk = Desk(root, office(root, rsa_bits=2048))

    assert [seal.state for seal in clerk.check(clerk.seal(paper))] == [SealState.TRUSTED]


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ({"starts": timedelta(days=-400), "lasts": timedelta(days=365)}, "đã hết hạn"),
        ({"starts": timedelta(days=2)}, "chỉ có hiệu lực từ"),
        ({"signs": False}, "không cấp để ký số"),
        ({"rsa_bits": 1024}, "1024 bit, quá yếu"),
    ],
)
def test_a_certificate_that_may_not_seal_is_refused_in_words(
    paper: bytes, chosen: dict[str, timedelta], says: str
) -> None:
    with pytest.raises(CertificateUnfit) as refused:
        attempted(paper, office(authority(), **chosen))  # type: ignore[arg-type]  # each by its own name

    assert says in refused.value.advice % refused.value.values
    assert OFFICE in refused.value.advice % refused.value.values


@pytest.mark.parametrize("passphrase", ["mat khau cua van thu, co dau", "", "x" * 2000])
def test_a_wrong_passphrase_is_refused_and_not_repeated(clerk: Desk, paper: bytes, passphrase: str) -> None:
    with pytest.raises(KeyRefused) as refused:
        attempted(paper, clerk.office, passphrase)

    assert refused.value.__cause__ is None
    assert PASSPHRASE not in repr(refused.value)


def test_a_key_file_that_is_none_is_refused(paper: bytes) -> None:
    with pytest.raises(KeyRefused):
        sealing_engine().seal(BytesIO(paper), BytesIO(), Sealing(KeyFile(b"no key", b""), NOW))


def test_a_key_never_shows_its_passphrase() -> None:
    assert "mật" not in repr(Sealing(KeyFile(b"\x30", PASSPHRASE.encode()), NOW))


def encrypted(pdf: bytes, password: str = "123") -> bytes:
    closed = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(closed, encryption=pikepdf.Encryption(owner=password, user=password))
    return closed.getvalue()


def test_a_paper_with_a_password_is_refused(clerk: Desk, paper: bytes) -> None:
    with pytest.raises(NotSealable) as refused:
        clerk.seal(encrypted(paper))

    assert "mật khẩu" in refused.value.advice % refused.value.values


@pytest.mark.parametrize(
    "odd",
    [b"", b"%PDF-1.7", b"\x89PNG\r\n", b"%PDF-1.7\nstartxref\n99999\n%%EOF", "Thư cảm ơn".encode() * 1000],
)
def test_what_is_no_paper_is_refused(clerk: Desk, odd: bytes) -> None:
    with pytest.raises(NotSealable):
        clerk.seal(odd)


def test_a_paper_cut_short_is_refused(clerk: Desk, paper: bytes) -> None:
    with pytest.raises(NotSealable):
        clerk.seal(paper[: len(paper) // 2])
