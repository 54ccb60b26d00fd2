"""How much may be sent: a form is small wherever it goes, and only staff send files."""

from flask import Flask, request

from pledges.foundation.errors import BodyTooLarge

# 20 MB is the largest honest workbook met (full-column formats); forms are far smaller.
_LARGEST_BODY_BYTES = 21 * 1024 * 1024
_LARGEST_FORM_BYTES = 512 * 1024
_ENCODED = "application/x-www-form-urlencoded"
_MOST_FORM_PARTS = 500
# Ten times what the longest page of ours sends; a quarter of a million took half a second to take apart.
_MOST_FIELDS = 5_000


def init_bodies(app: Flask) -> None:
    """Refuse what is larger before it is read.

    **why** beside MAX_FORM_MEMORY_SIZE: that is only looked at for multipart bodies. A form in the usual encoding is
    read whole, so that anyone could have megabytes of it taken apart; nor does MAX_FORM_PARTS count its fields.
    """
    app.config.update(
        MAX_CONTENT_LENGTH=_LARGEST_BODY_BYTES,
        MAX_FORM_MEMORY_SIZE=_LARGEST_FORM_BYTES,
        MAX_FORM_PARTS=_MOST_FORM_PARTS,
    )

    @app.before_request
    def limit_body() -> None:
        is_file = request.mimetype == "multipart/form-data" and request.path.startswith("/staff/")
        if not is_file:
            request.max_content_length = _LARGEST_FORM_BYTES
        if request.mimetype == _ENCODED and request.get_data().count(b"&") >= _MOST_FIELDS:
            raise BodyTooLarge
