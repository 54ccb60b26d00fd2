"""An answer that is a made paper: kept by no cache, saved under a name of plain letters."""

from collections.abc import Iterator

from flask import Response

_KINDS = {"pdf": "application/pdf", "zip": "application/zip"}


def file_answer(content: Iterator[bytes], name: str) -> Response:
    """Answer with a kept file of any length, block by block, to be saved; its kind is told by the name's ending."""
    answer = Response(content, mimetype=_KINDS[name.rpartition(".")[2]])
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def paper_answer(content: bytes, name: str) -> Response:
    """Answer with a PDF file to be saved."""
    answer = Response(content, mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
