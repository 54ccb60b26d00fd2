"""The page's language: Vietnamese is the source text, English a complete catalogue; nothing is stored about it."""

import gettext as stdlib_gettext
import io
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, has_request_context, request

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

SOURCE_LANGUAGE = "vi"
LANGUAGES = (SOURCE_LANGUAGE, "en")
_ENVIRONMENT_KEY = "pledges.language"
_CATALOGUES = Path(__file__).parent.parent / "translations"


def mark(message: str) -> str:
    """Mark a text for the catalogue without translating it yet (for class attributes and tables)."""
    return message


@lru_cache
def _catalogue(language: str) -> stdlib_gettext.NullTranslations:
    if language == SOURCE_LANGUAGE:
        return stdlib_gettext.NullTranslations()
    with (_CATALOGUES / language / "LC_MESSAGES" / "messages.po").open("rb") as po:
        catalogue = read_po(po, locale=language)
    compiled = io.BytesIO()
    # Compiled in memory: one text file to keep, no binary beside it that could disagree.
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return stdlib_gettext.GNUTranslations(compiled)


def current_language() -> str:
    """Return the language of the address being answered; Vietnamese outside a request."""
    if not has_request_context():
        return SOURCE_LANGUAGE
    return str(request.environ.get(_ENVIRONMENT_KEY, SOURCE_LANGUAGE))


def translated(message: str, language: str) -> str:
    """Return the message in the language, or the Vietnamese source where the catalogue has none."""
    return _catalogue(language).gettext(message) if message else ""


def gettext(message: str) -> str:
    """Translate into the language of the page being answered."""
    return translated(message, current_language())


def _ngettext(singular: str, plural: str, number: int) -> str:
    return _catalogue(current_language()).ngettext(singular, plural, number)


_ = gettext


class LanguageInAddress:
    """WSGI layer that moves a leading ``/en`` from the path to SCRIPT_NAME, so that every link keeps it.

    The language is carried in the address because public pages set no cookie.
    """

    def __init__(self, application: "WSGIApplication") -> None:
        self._application = application

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Any:
        path = environ.get("PATH_INFO", "")
        for language in LANGUAGES[1:]:
            prefix = f"/{language}"
            if path == prefix or path.startswith(f"{prefix}/"):
                environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + prefix
                environ["PATH_INFO"] = path[len(prefix) :] or "/"
                environ[_ENVIRONMENT_KEY] = language
        return self._application(environ, start_response)


def other_language_url() -> str:
    """Return the address of the same page in the other language."""
    path = request.path
    query = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
    return f"{path}{query}" if current_language() != SOURCE_LANGUAGE else f"/en{path}{query}"


def init_locale(app: Flask) -> None:
    """Give templates gettext and the page's language, and read the language from the address."""
    app.wsgi_app = LanguageInAddress(app.wsgi_app)  # type: ignore[method-assign]  # Flask's documented way
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # added by the extension
        gettext=gettext, ngettext=_ngettext, newstyle=True
    )
    app.context_processor(
        lambda: {"language": current_language(), "other_language_url": other_language_url()}
    )
