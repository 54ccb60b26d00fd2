"""A form as a file: taken away to be read or changed elsewhere, and handed in again into the draft."""

from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.builder_forms import FileForm
from forms.questionnaire import Questionnaire
from forms.questionnaire_toml import MOST_BYTES, TomlInvalid, from_toml, to_toml
from pledges.campaigns.pages.workbench import Problem, Workbench, keep, open_bench
from pledges.foundation.access import requires
from pledges.foundation.locale import current_language, gettext
from pledges.staff.rules import Permission

building_file_pages = Blueprint("building_file", __name__)


@building_file_pages.get("/staff/campaigns/<int:campaign_id>/forms/<form_code>/build/file")
@requires(Permission.OPEN_CAMPAIGNS)
def show_file(campaign_id: int, form_code: str) -> str:
    """Offer the form as a file, and take one."""
    return _page(open_bench(campaign_id, form_code), FileForm(language=current_language()))


@building_file_pages.get("/staff/campaigns/<int:campaign_id>/forms/<form_code>/build/questionnaire.toml")
@requires(Permission.OPEN_CAMPAIGNS)
def download(campaign_id: int, form_code: str) -> Response:
    """Give the form that is being written as TOML."""
    bench = open_bench(campaign_id, form_code)
    answer = make_response(to_toml(bench.questionnaire))
    answer.headers["Content-Type"] = "application/toml; charset=utf-8"
    name = f"{bench.form_code}-{bench.written.version}.toml"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@building_file_pages.post("/staff/campaigns/<int:campaign_id>/forms/<form_code>/build/file")
@requires(Permission.OPEN_CAMPAIGNS)
def upload(campaign_id: int, form_code: str) -> AnyResponse:
    """Read a file into the draft, if it is this form and asks for nothing it must not."""
    bench, form = open_bench(campaign_id, form_code), FileForm(request.form, language=current_language())
    read = _read(request.files.get("file"))
    problem = read if isinstance(read, Problem) else keep(bench, lambda _before: read)
    if problem:
        return make_response(_page(open_bench(campaign_id, form_code), form, problem), problem.status)
    return redirect(url_for("building.show_form", **bench.address, done="uploaded"), 303)


def _read(sent: Any) -> Questionnaire | Problem:
    """Return the questionnaire in a file, or what is wrong with the file; no more is read than a form can be long."""
    content = sent.stream.read(MOST_BYTES + 1) if sent is not None and sent.filename else b""
    if not content:
        return Problem(422, gettext("Chọn tệp của phiếu, tên tận cùng bằng .toml"))
    try:
        return from_toml(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Problem(422, gettext("Tệp không phải văn bản UTF-8. Lưu lại tệp với mã UTF-8 rồi gửi lại"))
    except TomlInvalid as invalid:
        return Problem(422, invalid.words(current_language()))


def _page(bench: Workbench, form: FileForm, problem: Problem | None = None) -> str:
    return render_template(
        "campaigns/build-file.html", bench=bench, form=form, problem=problem, kilobytes=MOST_BYTES // 1024
    )
