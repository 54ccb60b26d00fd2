"""What all forms share: their language, cleaned text, and the summary of their errors."""

from collections.abc import Mapping, MutableMapping
from datetime import date
from functools import cache
from typing import Any

from wtforms import Field, Form, FormField, PasswordField, StringField, TextAreaField
from wtforms.meta import DefaultMeta

from forms.wording import Translations, translations
from pledges.foundation.vietnamese.cleaning import clean, clean_lines


class BaseForm(Form):
    """A form in one language, whose typed text arrives cleaned: NFC, nothing invisible."""

    class Meta(DefaultMeta):
        """How fields are bound: labels and hints translated, text cleaned."""

        language = "vi"

        def get_translations(self, form: Any) -> Translations:
            """Return the words of the form's language."""
            return translations(self.language)

        def bind_field(self, form: Any, unbound_field: Any, options: MutableMapping[str, Any]) -> Any:
            """Bind a field: label and hint in the form's language, its text cleaned before anything else."""
            cleaning = _cleaning(unbound_field.field_class)
            if cleaning is not None:
                options["filters"] = (cleaning, *unbound_field.kwargs.get("filters", ()))
            field = super().bind_field(form, unbound_field, options)
            field.label.text = field.gettext(field.label.text)
            field.description = field.gettext(field.description)
            return field


class PublicForm(BaseForm):
    """A form that anyone fills in, on a given day; its language belongs to its class, which is built once."""

    def __init__(self, formdata: Any = None, *, today: date, data: Mapping[str, Any] | None = None) -> None:
        self.today = today
        super().__init__(formdata, data=data)


class StaffForm(BaseForm):
    """A form of the staff's pages. Its token against foreign posts is checked for all of them in one place."""

    def __init__(
        self, formdata: Any = None, *, language: str = "vi", data: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(formdata, data=data, meta={"language": language})


class FormPart(FormField):  # type: ignore[type-arg]  # generic in the stubs only
    """A form within a staff form; WTForms does not hand its language down by itself."""

    def __init__(self, form_class: type[BaseForm], *args: Any, **kwargs: Any) -> None:
        super().__init__(form_class, *args, **kwargs)
        self.form_class = _in_language(form_class, self.meta.language)


@cache
def _in_language(form_class: type[BaseForm], language: str) -> type[BaseForm]:
    return type(form_class.__name__, (form_class,), {"Meta": type("Meta", (), {"language": language})})


def error_summary(form: Form) -> list[tuple[str, str]]:
    """Return the errors in the order of the page, as (id of the input to go to, message).

    The first input of a list of boxes or levels carries the id of the whole field.
    """
    return [entry for field in form for entry in _errors_of(field)]


def _errors_of(field: Field) -> list[tuple[str, str]]:
    """Go down into the rows of a list; each part of a row is a field of its own."""
    rows = getattr(field, "entries", None)
    if rows is None:
        return [(field.id, message) for message in field.errors]
    return [entry for row in rows for entry in error_summary(row.form)]


def _cleaning(kind: type[Field]) -> Any:
    # A password is taken as typed; how it is compared is the sign-in's rule.
    if issubclass(kind, PasswordField) or not issubclass(kind, StringField):
        return None
    return _cleaned_lines if issubclass(kind, TextAreaField) else _cleaned


def _cleaned(typed: object) -> str:
    return clean(_text(typed))


def _cleaned_lines(typed: object) -> str:
    return clean_lines(_text(typed))


def _text(typed: object) -> str:
    # A year of birth may be prefilled as a number; a file sent where text belongs is nothing.
    return str(typed) if isinstance(typed, str | int) else ""
