"""An answer that is a made paper: kept by no cache, saved under a name of plain letters."""

from flask import Response


def paper_answer(content: bytes, name: str) -> Response:
    """Answer with a PDF file to be saved."""
    answer = Response(content, mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
