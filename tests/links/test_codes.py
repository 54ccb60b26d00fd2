"""A code comes from the master key, the subject and its generation, and from nothing else."""

from pledges.foundation.codes import checked_code
from pledges.foundation.keys import Keys
from pledges.links.rules import address_of, code_of, link_to, lookup_of
from pledges.paper.qr import ALPHANUMERIC

KEYS = Keys(b"\x01" * 32)
OTHER_KEYS = Keys(b"\x02" * 32)


def test_the_same_household_has_the_same_code_every_time() -> None:
    assert code_of(KEYS, "household", 12) == code_of(KEYS, "household", 12) == "9N6NRZQQPRZJ2"


def test_a_code_passes_its_own_check() -> None:
    code = code_of(KEYS, "household", 12)

    assert checked_code(code) == code


def test_another_generation_kind_subject_or_key_has_another_code() -> None:
    codes = {
        code_of(KEYS, "household", 12),
        code_of(KEYS, "household", 12, generation=2),
        code_of(KEYS, "counter", 12),
        code_of(KEYS, "household", 13),
        code_of(OTHER_KEYS, "household", 12),
    }

    assert len(codes) == 5


def test_what_is_stored_does_not_hold_the_code() -> None:
    code = code_of(KEYS, "household", 12)

    assert code.encode() not in lookup_of(KEYS, code)
    assert lookup_of(KEYS, code) != lookup_of(OTHER_KEYS, code)


def test_the_link_on_paper_takes_the_small_form_of_a_qr_code() -> None:
    link = link_to("https://camket.hammau.example.vn", "9N6NRZQQPRZJ2")

    assert link == "HTTPS://CAMKET.HAMMAU.EXAMPLE.VN/S/9N6NRZQQPRZJ2"
    assert set(link) <= set(ALPHANUMERIC)


def test_the_address_for_a_script_is_the_public_one_as_it_is_written() -> None:
    assert address_of("https://camket.hammau.example.vn", "MFJL") == "https://camket.hammau.example.vn/S/MFJL"
