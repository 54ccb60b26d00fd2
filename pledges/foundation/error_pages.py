"""From an error to the page a person sees: one handler for what people cause, one for what we did wrong."""

import logging
import traceback

from flask import Flask, Response, make_response, render_template, request
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from pledges.foundation.errors import (
    BadRequest,
    BodyTooLarge,
    DomainError,
    MethodNotOffered,
    NotFound,
    ServiceBusy,
)
from pledges.foundation.locale import gettext, mark
from pledges.foundation.misses import WINDOW_SECONDS, TooManyMisses, told_after_miss

log = logging.getLogger(__name__)

_RETRY_AFTER_SECONDS = {ServiceBusy.status: 30, TooManyMisses.status: WINDOW_SECONDS}
_BY_STATUS: dict[int, type[DomainError]] = {
    404: NotFound,
    405: MethodNotOffered,
    413: BodyTooLarge,
    503: ServiceBusy,
}
_OUR_FAULT_TITLE = mark("Hệ thống gặp lỗi")
_OUR_FAULT_ADVICE = mark(
    "Lỗi này không phải do ông/bà. Xin thử lại sau ít phút; nếu vẫn gặp, xin báo cho cán bộ xã, phường."
)


def error_answer(error: DomainError) -> Response:
    """Return the plain page of an error: what happened, what to do, one way forward."""
    title, advice = gettext(error.title), gettext(error.advice)
    page = render_template(
        "errors/plain.html", title=title, advice=advice % error.values, status=error.status
    )
    response = make_response(page, error.status)
    if error.status in _RETRY_AFTER_SECONDS:
        response.headers["Retry-After"] = str(_RETRY_AFTER_SECONDS[error.status])
    return response


def init_errors(app: Flask) -> None:
    """Register the handlers; in tests and debugging our own faults rise as they are."""

    @app.errorhandler(DomainError)
    def answer_domain_error(error: DomainError) -> Response:
        return error_answer(told_after_miss(error))

    @app.errorhandler(HTTPException)
    def answer_http_error(error: HTTPException) -> Response:
        response = error_answer(_BY_STATUS.get(error.code or 400, BadRequest)())
        if isinstance(error, MethodNotAllowed) and error.valid_methods:
            response.allow.update(error.valid_methods)
        return response

    @app.errorhandler(Exception)
    def answer_our_fault(error: Exception) -> Response:
        if app.testing and not isinstance(error, DBAPIError):
            raise error
        # Where it happened, never its words: they may quote what somebody typed.
        places = "".join(traceback.format_tb(error.__traceback__))
        log.error("unhandled endpoint=%s kind=%s\n%s", request.endpoint, type(error).__name__, places)
        title, advice = gettext(_OUR_FAULT_TITLE), gettext(_OUR_FAULT_ADVICE)
        return make_response(
            render_template("errors/plain.html", title=title, advice=advice, status=500), 500
        )
