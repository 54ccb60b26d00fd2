"""What a file says of itself so that it is made to PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) at once."""

from collections.abc import Callable
from typing import Any

VARIANT = "pdf/a-2a"
TRIES = 8
"""How often a file is written at most until no stream of it ends with a carriage return: nearly always once."""

_RETURN_AT_END = b"\r\nendstream"

# PDF/A allows only what it knows in the description of a file: a word of another standard, as PDF/UA's "part" is, has
# to bring its own explanation along (ISO 19005-2, 6.6.2.3).
_MADE_TO_UA = b"""\
<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>\
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
_END = b"</rdf:RDF>"


def describe_for_archive(description: Any) -> None:
    """Let WeasyPrint's description of a document name both standards.

    **why** not its own ``xmp_metadata``: that puts a second ``rdf:RDF`` beside the first, where XMP has room for one,
    and a checker then finds no PDF/UA in it. And a description that is compressed is refused in PDF/A.
    """
    describe, include = description.generate_rdf_metadata, description.include_in_pdf

    def describe_both(*named: Any) -> bytes:
        described: bytes = describe(*named)
        return described.replace(_END, _MADE_TO_UA + _END)

    def include_plainly(pdf: Any, variant: str, version: int, conformance: str, _compress: bool) -> None:
        include(pdf, variant, version, conformance, False)

    description.generate_rdf_metadata = describe_both
    description.include_in_pdf = include_plainly


def ends_clearly(pdf: bytes) -> bool:
    """Tell whether no stream's last byte runs together with the line feed after it.

    **why**: of 256 compressed streams one ends with 0x0D. Readers then cannot tell whether that byte is the stream's or
    half of the end of the line, and PDF/A wants the stream's length to be beyond doubt (ISO 19005-2, 6.1.7.1).
    """
    return _RETURN_AT_END not in pdf


def closing(spare: int) -> Callable[[Any, Any], None]:
    """Give what WeasyPrint calls before it writes: streams that would end with a return get one byte more.

    The last two streams of a file are made in writing it; with other ``spare`` objects in it they come out otherwise.
    """

    def close(_document: Any, pdf: Any) -> None:
        for each in list(pdf.objects):
            if hasattr(each, "compress"):
                _close(each)
        for number in range(spare):
            pdf.add_object(type(pdf.catalog)({"Spare": number}))

    return close


def _close(stream: Any) -> None:
    body = stream.data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
    if not body.endswith(b"\r"):
        return
    # What stands behind the end of deflated data is read by nobody.
    stream.stream = [body + b"\n"]
    if stream.compress:
        stream.extra["Filter"], stream.compress = "/FlateDecode", False
