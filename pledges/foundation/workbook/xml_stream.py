"""Streams of XML: a parser for one part, and names of elements without their namespaces."""

from xml.parsers import expat

from pledges.foundation.workbook.limits import Outcome, Refused

# A dictionary of names is the one thing here that grows with what a file invents.
_MAX_NAMES = 10_000


class _LocalNames(dict[str, str]):
    """Names of elements and attributes without their namespace, worked out once each."""

    def __missing__(self, name: str) -> str:
        if len(self) > _MAX_NAMES:
            raise Refused(Outcome.TOO_LARGE)
        local = self[name] = name.rpartition(" ")[2]
        return local


LOCAL_NAMES = _LocalNames()


def stream_parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    return parser
