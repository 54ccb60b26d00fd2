"""The headers every answer carries: nothing from elsewhere runs, nothing is framed, nothing is guessed."""

from flask import Flask, Response, request

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; "
    "style-src 'self'; "
    "script-src 'self'; "
    "img-src 'self' data:; "
    "connect-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; "
    "frame-ancestors 'none'"
)
_ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    # Under no-referrer a browser sends "Origin: null", and our own forms could not be told from foreign ones.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # Browsers obey it over https only, so it does no harm while trying things out.
    "Strict-Transport-Security": "max-age=31536000",
}


def init_headers(app: Flask) -> None:
    """Add the headers to every answer; pages are not kept by caches unless they say so themselves."""

    @app.after_request
    def add_headers(response: Response) -> Response:
        # Looked up once: asking werkzeug for each name costs more than everything else here.
        present = {name.lower() for name in response.headers.keys()}  # noqa: SIM118  # a list of pairs, not a dict
        response.headers.extend([(name, _ALWAYS[name]) for name in _ALWAYS if name.lower() not in present])
        if "cache-control" not in present:
            response.headers.add("Cache-Control", "no-store" if request.method != "HEAD" else "no-cache")
        if "server" in present:
            response.headers.remove("Server")
        return response
