"""Two clerks write one form: what one typed is never lost because the other was quicker."""

from pledges.foundation.house import House
from tests.campaigns.building import Builder, codes, content


def test_a_page_read_before_another_saved_loses_nothing_and_writes_nothing(
    house: House, builder: Builder
) -> None:
    stale = builder.seen()
    builder.send("/wording/passages.heading", vi="Bản của chị Lan", en="Lan's")

    answer = builder.send("/wording/passages.heading", **stale, vi="Bản của anh Đức", en="Đức's")

    assert answer.status_code == 409
    assert "Bản của anh Đức" in answer.text
    assert "Bản của chị Lan" in answer.text
    assert "Bản của anh Đức" not in str(content(house, builder))


def test_a_question_another_took_off_meanwhile_is_not_lost(house: House, builder: Builder) -> None:
    builder.send("/questions/new/line", vi="Tên ngõ", en="Lane")
    stale = builder.seen()
    builder.send("/order", act="drop.questions.cau_01")

    answer = builder.send("/questions/cau_01", **stale, kind="line", vi="Tên ngõ, xóm", en="Lane or hamlet")

    assert answer.status_code == 409
    assert "Tên ngõ, xóm" in answer.text
    assert builder.address("/questions/new/line") in answer.text
    assert "Tên ngõ" not in str(content(house, builder))


def test_an_item_another_took_off_meanwhile_is_not_lost(builder: Builder) -> None:
    builder.send("/items/new", group="T", vi="Không phơi lúa trên đường.", en="No rice on the road.")
    stale = builder.seen()
    builder.send("/order", act="drop.items.L01")

    answer = builder.send("/items/L01", **stale, group="T", vi="Không phơi rơm.", en="No straw.")

    assert answer.status_code == 409
    assert "Không phơi rơm." in answer.text
    assert builder.address("/items/new") in answer.text


def test_words_for_a_text_another_took_off_meanwhile_are_given_back(builder: Builder) -> None:
    stale = builder.seen()
    builder.send("/order", act="drop.consents.C2")

    answer = builder.send("/wording/consents.C2.label", **stale, vi="Đồng ý nêu tên hộ", en="Name us")

    assert answer.status_code == 409
    assert "Đồng ý nêu tên hộ / Name us" in answer.text


def test_two_choices_of_items_are_laid_beside_each_other(house: House, builder: Builder) -> None:
    stale, before = builder.seen(), codes(house, builder, "items")
    builder.send("/items", items=[*before, "M01"])

    answer = builder.send("/items", **stale, items=[*before, "M03"])

    assert answer.status_code == 409
    assert "M01" in answer.text.split("Bản vừa được lưu khác")[1].split("</ul>")[0]
    assert "M03" in answer.text.split("Bản vừa được lưu khác")[1].split("</ul>")[0]
    assert "M01" in codes(house, builder, "items")
