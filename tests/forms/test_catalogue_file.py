"""A slip in a file of the catalogue is told with the file and the key, as whoever edits it would look for it."""

from pathlib import Path

import pytest

from forms.catalogue_file import CatalogueInvalid
from forms.catalogue_reader import load_catalogue
from tests.forms.posts import changed_catalogue

A_CHOICE_OF_NOTHING = """
[questions.q5b]
kind = "choice"
label.vi = "Chọn gì?"
label.en = "Choose what?"

[questions.q6]
"""
SLIPS = [
    ("items.toml", 'en = "Do not run red lights."', "", "items.T02.text.en: is missing"),
    ("items.toml", 'vi = "Không vượt đèn đỏ."', 'vi = " "', "items.T02.text: vi is empty"),
    ("items.toml", 'group = "T"', 'group = "X"', "items.T01.group: there is no X"),
    ("items.toml", 'basis = "LAW"', "basis = 1", "items.T01.basis: must be str, not int"),
    ("items.toml", "version = 1", "version = true", "version: must be int, not bool"),
    ("items.toml", "[items.T02]", "[itmes.T02]", "itmes: is not known here"),
    ("items.toml", "[groups.G]", "[[groups]]", "groups: must be tables, one for each code"),
    ("ho-atgt.toml", '"T01", "T02"', '"T01", "T99"', "items: T99 is not in items.toml"),
    ("ho-atgt.toml", '"T01", "T02"', '"T01", "T01"', "items: T01 occurs twice"),
    ("ho-atgt.toml", 'bank = "4K-2026"', 'bank = "4K-2020"', "bank: must be 4K-2026"),
    (
        "ho-atgt.toml",
        'kind = "pledge"',
        'kind = "promise"',
        "kind: must be one of pledge, registration, survey, feedback, proposal",
    ),
    ("ho-atgt.toml", "[passages.refusal]", "[passages.refused]", "passages.refusal: is missing"),
    ("ho-atgt.toml", "{noi_niem_yet}.", "{noi_dan}.", "consents.C2.label: no such blank: noi_dan"),
    (
        "ho-atgt.toml",
        "list posted at {noi_niem_yet}",
        "list",
        "consents.C2.label: vi and en do not have the same",
    ),
    ("ho-atgt.toml", 'label.vi = "Số điện thoại"', "", "questions.so_dien_thoai.label.vi: is missing"),
    (
        "ho-atgt.toml",
        'needs_consent = "C3"',
        'needs_consent = "C9"',
        "so_dien_thoai.needs_consent: C9 is not",
    ),
    (
        "ho-atgt.toml",
        "[questions.nam_sinh]",
        "[questions.items]",
        "questions.items: cannot be used as a code",
    ),
    ("ho-atgt.toml", "max_rows = 12", 'max_rows = "12"', "members.max_rows: must be int, not str"),
    ("ks-mc.toml", "max_length = 300", "", "questions.q6.max_length: is missing"),
    (
        "ks-mc.toml",
        'scale = "satisfaction"',
        'scale = "smileys"',
        "questions.q1.scale: there is no scales.smileys",
    ),
    ("ks-mc.toml", '["tre_hen"]', '["tre"]', "questions.q2b.condition.answers: must be options of q2"),
    ("ks-mc.toml", 'condition.question = "q2"', 'condition.question = "q3"', "q3 is not an earlier question"),
    ("ks-mc.toml", "required = true", "required = 1", "questions.q1.required: must be bool, not int"),
    ("ks-mc.toml", "[title]", "[title", "Expected ']'"),
    ("ks-mc.toml", "[questions.q6]", "[[questions.q6]]", "questions.q6: must be a table"),
    ("ks-mc.toml", "[questions.q6]", A_CHOICE_OF_NOTHING, "questions.q5b.options: needs at least two"),
    ("ho-atgt.toml", "[consents.C2]", "[consents.C2]\nrequired = true", "consents.C2.missing: is missing"),
    (
        "cb-4k.toml",
        "[passages.printed_addressee]",
        "[passages.addressee]",
        "passages.printed_addressee: is missing",
    ),
    ("cq-4k.toml", "[passages.printed_head]", "[passages.head]", "passages.printed_head: is missing"),
    (
        "cq-4k.toml",
        'add.en = "Add a work, task or solution"',
        "",
        "questions.cong_trinh.rows.add.en: is missing",
    ),
    ("cq-4k.toml", "{nguoi_dung_dau}.", "{hieu_truong}.", "no such blank: hieu_truong"),
    (
        "pa-gy.toml",
        "[passages.not_a_complaint]",
        "[passages.complaint]",
        "passages.not_a_complaint: is missing",
    ),
    (
        "ho-atgt.toml",
        "[questions.nam_sinh]",
        "[questions.nam_sinh]\nrequired = true",
        "questions.nam_sinh.missing: is missing",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "told"), SLIPS)
def test_a_slip_is_told_with_file_and_key(tmp_path: Path, file: str, old: str, new: str, told: str) -> None:
    with pytest.raises(CatalogueInvalid) as slip:
        changed_catalogue(tmp_path, file, old, new)

    assert str(slip.value).startswith(f"{file}: ")
    assert told in str(slip.value)


def test_a_catalogue_that_is_not_there_is_told_by_its_first_file(tmp_path: Path) -> None:
    with pytest.raises(CatalogueInvalid, match=r"^items\.toml: "):
        load_catalogue(tmp_path)


def test_lines_broken_for_reading_are_joined_and_paragraphs_kept() -> None:
    notice = load_catalogue().questionnaire("HO-ATGT").passage("data_notice", "vi")

    points = notice.split("\n\n")

    assert [point[:2] for point in points] == ["1.", "2.", "3.", "4.", "5.", "6."]
    assert all("\n" not in point for point in points)
