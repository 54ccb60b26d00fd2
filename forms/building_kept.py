"""What the people who answer rely on and a form in use may not lose: levels, boxes, ages, wording."""

from forms.building import RATED_QUESTION, BuildingRefused
from forms.building_questions import KINDS
from forms.catalogue_reader import load_catalogue
from forms.parts import Question
from forms.passages import OPTIONAL_PASSAGES
from forms.questionnaire import Questionnaire
from forms.wording import mark


def check_kept(before: Questionnaire, after: Questionnaire) -> None:
    """Refuse a form that changed what is not a clerk's to change, whichever way it came.

    :raises BuildingRefused: naming the part
    """
    known = [before, *(each for each in load_catalogue().questionnaires if each.code == before.code)]
    _check_rated(before, after)
    _check_boxes(known, after)
    _check_questions(known, after)
    _check_members(before, after)
    _check_wording(before, after)
    _check_bases(before, after)


def _check_rated(before: Questionnaire, after: Questionnaire) -> None:
    """The share of the satisfied is compared between counters: with other levels it would be another share."""
    if before.kind != "survey":
        return
    for question in before.questions:
        kept = {one.code: one for one in after.questions}.get(question.code)
        if question.code != RATED_QUESTION or kept is None:
            continue
        if (kept.options, kept.required, kept.condition) != (question.options, question.required, None):
            raise BuildingRefused(
                mark("Câu “%(label)s” dùng để tính kết quả: giữ nguyên năm mức, luôn hỏi và cần trả lời"),
                label=question.label.vi,
            )


def _check_boxes(known: list[Questionnaire], after: Questionnaire) -> None:
    may = {consent.code for form in known for consent in form.consents if consent.required}
    for consent in after.consents:
        if consent.required and consent.code not in may:
            raise BuildingRefused(
                mark("Ô đồng ý “%(label)s” phải để người ký tự chọn, không đặt là bắt buộc"),
                label=consent.label.vi,
            )


def _check_questions(known: list[Questionnaire], after: Questionnaire) -> None:
    there = {question.code: question for form in reversed(known) for question in form.questions}
    for question in after.questions:
        old = there.get(question.code)
        if old is None and question.kind not in KINDS:
            raise BuildingRefused(
                mark(
                    "Không thêm được câu “%(label)s”: họ tên, năm sinh, địa chỉ, điện thoại chỉ hỏi ở câu có sẵn"
                ),
                label=question.label.vi,
            )
        if old is not None and old.kind != question.kind:
            raise BuildingRefused(
                mark(
                    "Câu mã “%(code)s” đã hỏi theo loại khác. Đặt mã mới cho câu mới: trả lời được đếm theo mã"
                ),
                code=question.code,
            )
        if old is not None and _is_of_a_person(old) and _kept_with(old) != _kept_with(question):
            raise BuildingRefused(
                mark("Câu “%(label)s” chỉ sửa được câu chữ: loại câu và ô đồng ý đi kèm giữ nguyên"),
                label=old.label.vi,
            )


def _is_of_a_person(question: Question) -> bool:
    return question.kind not in KINDS or question.needs_consent is not None


def _kept_with(question: Question) -> tuple[str | None, bool]:
    return question.needs_consent, question.asked


def _check_members(before: Questionnaire, after: Questionnaire) -> None:
    old, new = before.members, after.members
    if old is None and new is None:
        return
    if old is None or new is None or new.minimum_age != old.minimum_age or new.max_rows != old.max_rows:
        raise BuildingRefused(mark("Phần thành viên của hộ chỉ sửa được câu chữ: số dòng và tuổi giữ nguyên"))
    if not 0 <= new.first_rows <= new.max_rows:
        raise BuildingRefused(mark("Phần thành viên của hộ chỉ sửa được câu chữ: số dòng và tuổi giữ nguyên"))


def _check_wording(before: Questionnaire, after: Questionnaire) -> None:
    there = {passage.code for passage in before.passages}
    given = {passage.code for passage in after.passages}
    for code in sorted(there - given):
        raise BuildingRefused(
            mark("Thiếu đoạn “%(code)s”: mọi đoạn của phiếu đều cần có, chỉ sửa được câu chữ"), code=code
        )
    for code in sorted(given - there - OPTIONAL_PASSAGES.keys()):
        raise BuildingRefused(
            mark("Phiếu không có đoạn nào tên là “%(code)s”. Xem lại tên, hoặc bỏ đoạn này"), code=code
        )


def _check_bases(before: Questionnaire, after: Questionnaire) -> None:
    """An item is shown with what it rests on; only law can make a duty."""
    words = {basis.code: basis.text for basis in load_catalogue().bank.bases}
    words |= {basis.code: basis.text for basis in before.bases}
    for basis in after.bases:
        if words.get(basis.code) != basis.text:
            raise BuildingRefused(
                mark("Chữ chỉ căn cứ “%(basis)s” giữ nguyên ở mọi phiếu"), basis=basis.text.vi
            )
    for item in after.items:
        if item.is_local and item.basis != "VOL":
            raise BuildingRefused(
                mark(
                    "Nội dung của địa phương “%(text)s” phải là tự nguyện: chỉ pháp luật mới đặt ra nghĩa vụ"
                ),
                text=item.text.vi,
            )
