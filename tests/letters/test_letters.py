"""A letter says what a person typed, is read whole and approved before it is paper, and leaves only who approved it."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.foundation.house import House
from pledges.letters.rules import title_lines
from pledges.prints.tables import PrintPiece, PrintRun
from pledges.staff.rules import Grant, Role
from tests.letters.conftest import APOLOGY, THANKS
from tests.paper.checkers import faults_of
from tests.paper.measuring import margins_of
from tests.paper.reading import page_count, page_size_mm, text_of
from tests.worlds import Village, sign_in

READ = re.compile(r'name="read" value="([0-9a-f]{64})"')
CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')


def token(client: FlaskClient, where: str) -> dict[str, str]:
    found = CSRF.search(client.get(where).text)
    assert found
    return {"csrf_token": found[1]}


def read_digest(page: str) -> str:
    found = READ.search(page)
    assert found
    return found[1]


def approved(client: FlaskClient, where: str, typed: dict[str, str]) -> bytes:
    """Type the letter, read it, approve it, and take the paper."""
    sent = {**typed, **token(client, where)}
    read = read_digest(client.post(where, data=sent).text)
    answer = client.post(where, data={**sent, "read": read, "approved": "y"})
    assert answer.mimetype == "application/pdf"
    return answer.data


def runs(house: House) -> list[PrintRun]:
    with house.database.reading() as session:
        return list(session.scalars(select(PrintRun)))


def address(village: Village, kind: str) -> str:
    return f"/staff/letters/{village.commune_id}/{kind}"


@pytest.mark.document
def test_a_letter_of_thanks_says_what_was_typed(clerk: FlaskClient, village: Village) -> None:
    paper = approved(clerk, address(village, "thank-you"), THANKS)

    text = text_of(paper)
    assert "ỦY BAN NHÂN DÂN XÃ HÀM MẪU" in text
    assert "THƯ CẢM ƠN Kính gửi: bà H'Hen Niê" in text
    assert (
        "trân trọng cảm ơn bà đã góp ý ngày 05 tháng 02 năm 2026 "
        "về việc bố trí ghế ngồi chờ tại khu vực tiếp nhận hồ sơ."
    ) in text
    assert "Ý kiến của bà đã được tiếp thu: đã có thêm 20 ghế." in text
    assert "KT. CHỦ TỊCH PHÓ CHỦ TỊCH Trần Thị Hòa" in text
    assert "Nơi nhận:" in text


@pytest.mark.document
def test_an_apology_names_fault_cause_remedy_date_and_whom_to_turn_to(
    clerk: FlaskClient, village: Village
) -> None:
    text = text_of(approved(clerk, address(village, "apology"), APOLOGY))

    assert "đã để xảy ra việc trả kết quả chậm 03 ngày khi giải quyết hồ sơ đăng ký kết hôn." in text
    assert "Nguyên nhân: công chức chuyển hồ sơ chậm." in text
    assert "khắc phục như sau: trả kết quả tận nhà, xong trước ngày 12 tháng 02 năm 2026." in text
    assert "Mọi phản ánh xin gửi: bà Trần Thị Hòa, điện thoại 0252 3812 345." in text


@pytest.mark.document
def test_it_keeps_to_the_decree_and_the_archive_standard(clerk: FlaskClient, village: Village) -> None:
    paper = approved(clerk, address(village, "apology"), APOLOGY)

    assert (page_count(paper), page_size_mm(paper)) == (1, (210, 297))
    assert 29 <= margins_of(paper).left <= 36
    assert faults_of(paper, archive=True) == []


@pytest.mark.document
def test_the_ledger_tells_who_approved_and_nothing_of_the_recipient(
    clerk: FlaskClient, house: House, village: Village
) -> None:
    approved(clerk, address(village, "apology"), APOLOGY)

    [run] = runs(house)
    with house.database.reading() as session:
        [piece] = session.scalars(select(PrintPiece))
    page = clerk.get(f"/staff/prints/{run.id}").text
    assert (run.kind, run.choices, piece.words) == ("apology_letter", {}, "Xã Hàm Mẫu")
    assert "Lê Thị Lan" in page
    assert "người in đã đọc và duyệt" in page
    assert "Nguyễn Văn Đức" not in page


@pytest.mark.document
def test_nothing_of_a_letter_lies_on_the_machine(clerk: FlaskClient, house: House, village: Village) -> None:
    approved(clerk, address(village, "thank-you"), THANKS)

    kept = [path for path in Path(house.config.data).rglob("*") if path.is_file()]
    assert [path for path in kept if "H'Hen Niê".encode() in path.read_bytes()] == []


def test_nothing_is_made_before_it_was_read_and_approved(
    clerk: FlaskClient, house: House, village: Village
) -> None:
    where = address(village, "thank-you")

    answer = clerk.post(where, data={**THANKS, **token(clerk, where), "approved": "y"})

    assert answer.mimetype == "text/html"
    assert "Đọc lại toàn bộ thư" in answer.text
    assert runs(house) == []


def test_what_was_changed_after_reading_is_to_be_read_again(
    clerk: FlaskClient, house: House, village: Village
) -> None:
    where = address(village, "thank-you")
    sent = {**THANKS, **token(clerk, where)}
    read = read_digest(clerk.post(where, data=sent).text)

    answer = clerk.post(where, data={**sent, "viec": "việc khác", "read": read, "approved": "y"})

    assert read_digest(answer.text) != read
    assert " checked" not in answer.text
    assert runs(house) == []


@pytest.mark.parametrize("missing", sorted(APOLOGY))
def test_an_apology_without_any_of_its_parts_is_not_written_by_us(
    clerk: FlaskClient, house: House, village: Village, missing: str
) -> None:
    where = address(village, "apology")

    answer = clerk.post(where, data={**APOLOGY, missing: "", **token(clerk, where)})

    assert answer.status_code == 422
    assert f'id="{missing}-error"' in answer.text
    assert "Đọc lại toàn bộ thư" not in answer.text


def test_markup_in_a_letter_stays_text(clerk: FlaskClient, village: Village) -> None:
    where = address(village, "thank-you")

    page = clerk.post(where, data={**THANKS, "viec": "<script>x</script>", **token(clerk, where)}).text

    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page


@pytest.mark.document
def test_long_and_strange_words_stay_on_the_page(clerk: FlaskClient, village: Village) -> None:
    long = {"nguoi_nhan": ("K'Brơi Ñuôl ĭ ŏ ŭ ƀ " * 9)[:120], "viec": "W" * 120, "xu_ly": "السلام عليكم " * 9}

    paper = approved(clerk, address(village, "thank-you"), {**THANKS, **long})

    assert margins_of(paper).right >= 14
    assert "K'Brơi Ñuôl" in text_of(paper)


def test_both_letters_are_offered_for_the_units_in_reach(clerk: FlaskClient, village: Village) -> None:
    page = clerk.get("/staff/letters").text

    assert f'href="{address(village, "apology")}"' in page
    assert f'href="{address(village, "thank-you")}"' in page
    assert "Thông tư 03/2025/TT-VPCP" in page


def test_there_is_no_third_letter(clerk: FlaskClient, village: Village) -> None:
    assert clerk.get(address(village, "praise")).status_code == 404


def test_a_hamlet_head_writes_none(app: Flask, house: House, village: Village) -> None:
    browser = app.test_client()
    sign_in(browser, house, Grant(Role.HAMLET_HEAD, village.hamlet_id))

    assert browser.get("/staff/letters").status_code == 403


def test_the_lines_above_a_signature_are_those_that_were_typed() -> None:
    assert title_lines("KT. Chủ tịch\r\n\n Phó Chủ tịch ") == ["KT. Chủ tịch", "Phó Chủ tịch"]
