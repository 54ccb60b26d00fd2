"""The vendored fonts: whole, free, and able to write every name of the province."""

import pytest

from pledges.paper.fonts import (
    BE_VIETNAM,
    FACES,
    FOLDER,
    TINOS,
    TINOS_BOLD,
    TINOS_BOLD_ITALIC,
    TINOS_ITALIC,
    Face,
    metrics,
)

VIETNAMESE = "".join(map(chr, range(0x1EA0, 0x1EFA))) + "ăâđêôơưĂÂĐÊÔƠƯáàãéèíìóòõúùýÁÀÃÉÈÍÌÓÒÕÚÙÝ₫“”–…"
KHO_AND_EDE = "ĭŏŭčƀñĬŎŬČÑ"


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.file_name)
def test_every_face_has_all_vietnamese_letters(face: Face) -> None:
    assert metrics(face).covers(VIETNAMESE)


@pytest.mark.parametrize(
    "face", [TINOS, TINOS_BOLD, TINOS_ITALIC, TINOS_BOLD_ITALIC], ids=lambda face: face.file_name
)
def test_tinos_has_the_letters_of_kho_and_ede_names(face: Face) -> None:
    assert metrics(face).covers(KHO_AND_EDE)


def test_no_face_pretends_to_have_a_letter_it_lacks() -> None:
    assert not metrics(BE_VIETNAM).covers("漢")


@pytest.mark.parametrize("family", ["Tinos", "BeVietnamPro"])
def test_each_family_comes_with_its_licence(family: str) -> None:
    licence = (FOLDER / f"{family}-OFL.txt").read_text(encoding="utf-8")

    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.file_name)
def test_a_pair_with_a_gap_is_drawn_together(face: Face) -> None:
    measured = metrics(face)

    assert measured.width("VA") < measured.width("V") + measured.width("A")


def test_a_width_grows_with_each_letter() -> None:
    assert 0 < metrics(TINOS).width("Đứ") < metrics(TINOS).width("Đức")
