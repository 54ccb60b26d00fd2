"""A stronger level of error correction is taken where it costs no larger code."""

import pytest

from pledges.paper.qr import Level, QrTooLong, encode
from pledges.paper.qr_levels import strongest_for_free


@pytest.mark.parametrize(("length", "level"), [(47, Level.Q), (48, Level.M), (61, Level.M)])
def test_a_code_of_version_3_takes_the_strongest_level_that_fits(length: int, level: Level) -> None:
    text = "A" * length

    assert strongest_for_free(text) is level
    assert encode(text, level).version == encode(text).version == 3


def test_a_doors_address_has_a_quarter_of_error_correction_at_no_cost() -> None:
    assert strongest_for_free("HTTPS://CAMKET.TUYPHONG.GOV.VN/S/7KQ2M9XWP0117") is Level.Q


def test_a_text_that_no_paper_can_carry_is_refused() -> None:
    with pytest.raises(QrTooLong):
        strongest_for_free("A" * 500)
