"""The one box of the front page, for whatever code stands on a paper in somebody's hand."""

from functools import lru_cache

from wtforms import StringField

from forms.base import PublicForm
from forms.validators import AtMost, Required
from forms.wording import mark

# Longer than any address of ours with a code in it, shorter than a book.
_LONGEST = 300


class CodeBox(PublicForm):
    """A household's or counter's code, a receipt's reference, a certificate's number, or a whole address with one."""

    code = StringField(
        mark("Mã trên giấy, mã biên nhận hoặc số giấy ghi nhận"),
        [
            Required(mark("Ghi mã ở dưới hình QR, mã biên nhận hoặc số giấy ghi nhận")),
            AtMost(_LONGEST, mark("Chỉ ghi một mã; dòng này dài quá %(maximum)s ký tự")),
        ],
        description=mark("Chữ hoa hay chữ thường, có hay không có gạch nối đều được."),
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )


@lru_cache
def code_box_class(language: str) -> type[CodeBox]:
    """Return the form's class in a language."""
    return type("CodeBox", (CodeBox,), {"Meta": type("Meta", (), {"language": language})})
