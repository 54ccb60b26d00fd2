"""The household's minute in a real browser: read, sign, keep the receipt; whatever the phone does in between."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from pledges.foundation.house import House
from pledges.foundation.sealed.store import SealedStore
from pledges.responses.tables import Member, Response
from tests.browser.phones import IN_ZALO, NO_SCRIPT, SMALL, Phone
from tests.worlds import Village

pytestmark = pytest.mark.browser

PHONES = [{}, SMALL, NO_SCRIPT, {**SMALL, **NO_SCRIPT}, IN_ZALO]
NAMES = ["360", "320", "no script", "320, no script", "Zalo"]


def stored(house: House) -> int:
    with house.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Response)) or 0


@pytest.mark.parametrize("phone_context", PHONES, ids=NAMES, indirect=True)
def test_a_household_reads_signs_and_keeps_its_receipt(phone: Phone, house: House, village: Village) -> None:
    phone.open(f"/S/{village.codes[0]}")
    phone.fill_in(nam_sinh="1968")
    phone.press()

    expect(phone.page.locator("h1")).to_have_text("Đã ghi nhận cam kết của gia đình")
    expect(phone.page.locator(".receipt__code")).to_be_in_viewport()
    expect(phone.page.locator("main")).to_contain_text(
        "Không điều khiển phương tiện sau khi đã uống rượu, bia."
    )
    assert stored(house) == 1


@pytest.mark.parametrize("phone_context", PHONES, ids=NAMES, indirect=True)
def test_a_household_declines_as_easily(phone: Phone, house: House, village: Village) -> None:
    phone.open(f"/S/{village.codes[0]}")

    phone.press("decline")

    expect(phone.page.locator("h1")).to_have_text("Cảm ơn ông/bà đã đọc và trả lời")
    assert stored(house) == 0
    assert refusals(house.sealed) == 1


def refusals(sealed: SealedStore) -> int:
    return sum(sealed.counts("declined:").values())


def test_the_three_answers_are_equally_large(phone: Phone, village: Village) -> None:
    page = phone.open(f"/S/{village.codes[0]}")

    script = "buttons => buttons.map(one => [one.offsetWidth, one.offsetHeight])"
    sizes = page.locator(".choices button").evaluate_all(script)

    assert len(sizes) == 3
    assert sizes == [sizes[0]] * 3


@pytest.mark.parametrize("phone_context", [{}, NO_SCRIPT], ids=["script", "no script"], indirect=True)
def test_a_double_tap_is_one_pledge(phone: Phone, house: House, village: Village) -> None:
    phone.open(f"/S/{village.codes[0]}")
    phone.fill_in()

    phone.page.dblclick("button[value=sign]", no_wait_after=True)
    # The second tap cuts the first answer off; a slow one may land on the receipt and open what lies under the finger.
    expect(phone.page).not_to_have_url(re.compile("/S/"), timeout=20_000)

    assert stored(house) == 1


def test_going_back_and_sending_again_gives_the_same_receipt(
    phone: Phone, house: House, village: Village
) -> None:
    phone.open(f"/S/{village.codes[0]}")
    phone.fill_in()
    first = phone.press().url

    phone.page.go_back()
    second = phone.press().url

    assert second == first
    assert stored(house) == 1


def test_going_back_keeps_what_was_typed(phone: Phone, village: Village) -> None:
    phone.open(f"/S/{village.codes[0]}")
    phone.fill_in()
    phone.press()

    phone.page.go_back()

    assert phone.page.input_value("#nguoi_dai_dien") == "Nguyễn Hoàng Thùy Phương Khánh Ngọc"
    assert phone.page.is_checked("[value=T07]")


def test_going_back_and_changing_something_keeps_the_first(
    phone: Phone, house: House, village: Village
) -> None:
    phone.open(f"/S/{village.codes[0]}")
    phone.fill_in()
    first = phone.press().url
    phone.page.go_back()
    phone.page.fill("#nguoi_dai_dien", "Trần Thị Hòa")

    phone.press()
    expect(phone.page.locator("h1")).to_have_text("Phiếu này đã gửi trước đó với nội dung khác")
    with phone.page.expect_navigation():
        phone.page.click("a.button")

    assert phone.page.url == first
    assert stored(house) == 1


def test_reloading_the_receipt_changes_nothing(phone: Phone, house: House, village: Village) -> None:
    phone.open(f"/S/{village.codes[0]}")
    phone.fill_in()
    receipt = phone.press().url

    phone.page.reload()

    assert phone.page.url == receipt
    assert stored(house) == 1


@pytest.mark.parametrize("phone_context", [{}, NO_SCRIPT], ids=["script", "no script"], indirect=True)
def test_mistakes_are_listed_lead_to_their_fields_and_nothing_is_lost(phone: Phone, village: Village) -> None:
    phone.open(f"/S/{village.codes[0]}")
    phone.page.fill("#nam_sinh", "mười")
    phone.page.check("[value=T13]")
    phone.press()

    expect(phone.page).to_have_title("Lỗi: Cam kết của hộ gia đình về an toàn giao thông – Xã Hàm Mẫu")
    expect(phone.page.locator(".error-summary a")).to_have_count(5)
    phone.page.click("text=Ghi họ và tên người đại diện hộ")
    expect(phone.page.locator("#nguoi_dai_dien")).to_be_in_viewport()
    assert phone.page.input_value("#nam_sinh") == "mười"
    assert phone.page.is_checked("[value=T13]")


def test_the_summary_of_mistakes_takes_the_focus(phone: Phone, village: Village) -> None:
    phone.open(f"/S/{village.codes[0]}")

    phone.press()

    expect(phone.page.locator(".error-summary")).to_be_focused()


def test_after_correcting_the_pledge_is_signed(phone: Phone, house: House, village: Village) -> None:
    phone.open(f"/S/{village.codes[0]}")
    phone.press()

    phone.fill_in()
    phone.press()

    expect(phone.page.locator(".receipt__code")).to_be_visible()
    assert stored(house) == 1


@pytest.mark.parametrize("phone_context", [{}, NO_SCRIPT], ids=["script", "no script"], indirect=True)
def test_members_are_named_row_by_row(phone: Phone, house: House, village: Village) -> None:
    page = phone.open(f"/S/{village.codes[0]}")
    phone.fill_in()
    page.click("summary:has-text('Thành viên từ đủ 16 tuổi')")
    page.fill("#members-0-name", "H'Hen Niê")
    page.fill("#members-1-name", "Y Moan Êñuôl")

    page.click("text=Thêm thành viên")
    page.fill("#members-2-name", "Nguyễn Thị Ánh")
    phone.press()

    expect(page.locator("main")).to_contain_text("Chưa tự xác nhận")
    with house.database.reading() as session:
        names = session.scalars(select(Member.name).order_by(Member.position)).all()
    assert names == ["H'Hen Niê", "Y Moan Êñuôl", "Nguyễn Thị Ánh"]


def test_the_go_key_of_the_keyboard_never_signs(phone: Phone, house: House, village: Village) -> None:
    phone.open(f"/S/{village.codes[0]}")
    phone.fill_in()

    with phone.page.expect_navigation():
        phone.page.press("#nguoi_dai_dien", "Enter")

    expect(phone.page.locator(".error-summary")).to_contain_text(
        "Bấm “Cam kết tất cả”, “Cam kết một phần” hoặc “Không cam kết”"
    )
    assert stored(house) == 0


def test_the_pledge_is_read_and_signed_in_english(phone: Phone, house: House, village: Village) -> None:
    page = phone.open(f"/S/{village.codes[0]}")

    page.click("text=English")
    phone.fill_in()
    phone.press()

    assert "/en/R/" in page.url
    assert page.locator("html").get_attribute("lang") == "en"
    expect(page.locator("main")).to_contain_text("Do not ride or drive after drinking alcohol.")


def test_the_pledge_is_withdrawn_from_the_receipt(phone: Phone, house: House, village: Village) -> None:
    page = phone.open(f"/S/{village.codes[0]}")
    phone.fill_in()
    receipt = phone.press().url

    page.click("a:has-text('Rút lại cam kết')")
    with page.expect_navigation():
        page.click("button:has-text('Rút lại cam kết')")

    assert page.url == receipt
    expect(page.locator("h1")).to_have_text("Bản cam kết đã rút lại")


def test_the_reference_on_the_front_page_opens_the_receipt(phone: Phone, village: Village) -> None:
    page = phone.open(f"/S/{village.codes[0]}")
    phone.fill_in()
    receipt = phone.press().url
    reference = page.locator(".receipt__code").inner_text()

    phone.open("/")
    page.fill("#code", reference.lower())
    with page.expect_navigation():
        page.click("main button")

    assert page.url == receipt
