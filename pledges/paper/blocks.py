"""Blocks of papers: which there are, what they say by default, and how they are filled with values.

Papers and their blocks are data in ``templates/documents/blocks/<paper>.toml``; units may say a block otherwise
(``pledges.stationery``). Nothing of a source is run but what ``block_language`` lists.
"""

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from jinja2 import Template
from markupsafe import Markup

from pledges.paper.block_faults import Fault, FaultKind
from pledges.paper.block_language import FieldMissing, FilterMismatch, Use, block_environment, read_source
from pledges.paper.block_markup import markup_faults, output_faults
from pledges.paper.templates import FOLDER

MAX_OUTPUT_CHARACTERS = 65_536
_LAST = MAX_OUTPUT_CHARACTERS
_FOLDER = FOLDER / "blocks"

Value = str | int | bool | date | None | Sequence[str] | Sequence[Mapping[str, Any]]
"""What a block can be given; None is a value that is not known, and refuses as one that is missing."""


class ValueUndefined(ValueError):
    """A block uses a value that the paper has not got: nothing is printed rather than a gap."""

    def __init__(self, name: str, block: str) -> None:
        super().__init__(f"block {block!r} uses {name!r}, which has no value")
        self.name = name
        self.block = block


class BlockRefused(ValueError):
    """A block is written with something that blocks may not hold; each fault tells line and thing."""

    def __init__(self, block: str, faults: Sequence[Fault]) -> None:
        super().__init__(
            f"block {block!r}: {', '.join(f'{one.kind} {one.name} (line {one.line})' for one in faults)}"
        )
        self.block = block
        self.faults = tuple(faults)


@dataclass(frozen=True)
class ValueSpec:
    """A value of a paper: its name in blocks, what it is in Vietnamese, an example; does it differ piece by piece."""

    name: str
    words: str
    example: Value
    is_per_piece: bool = False

    @property
    def is_list(self) -> bool:
        """Whether a block can go through it with ``for``."""
        return isinstance(self.example, Sequence) and not isinstance(self.example, str)

    @property
    def fields(self) -> frozenset[str]:
        """Names of what each item of the list has; none where the items are plain texts."""
        first = (
            self.example[0] if self.is_list and isinstance(self.example, Sequence) and self.example else None
        )
        return frozenset(first) if isinstance(first, Mapping) else frozenset()


@dataclass(frozen=True)
class BlockSpec:
    """A block of a paper: its name and a hint for whoever edits it, what it says by default, what it may hold.

    ``is_inline``: it stands within a line or paragraph of the paper, without paragraphs of its own. ``values`` are the
    names it may use. ``must_use`` are those it may not leave out.
    """

    code: str
    name: str
    hint: str
    source: str
    values: frozenset[str]
    must_use: tuple[str, ...] = ()
    is_inline: bool = False


@dataclass(frozen=True)
class PaperSpec:
    """A paper of blocks; ``refused_words`` are words that no block of it may say, in small letters."""

    code: str
    name: str
    values: tuple[ValueSpec, ...]
    blocks: tuple[BlockSpec, ...]
    refused_words: tuple[str, ...] = ()

    def block(self, code: str) -> BlockSpec:
        """Return a block.

        :raises KeyError: when the paper has none of this code.
        """
        return {block.code: block for block in self.blocks}[code]

    @property
    def default_sources(self) -> dict[str, str]:
        """Block code → what it says where no unit says otherwise."""
        return {block.code: block.source for block in self.blocks}

    @property
    def examples(self) -> dict[str, Value]:
        """Name → example of every value."""
        return {value.name: value.example for value in self.values}

    def blocks_per_piece(self, sources: Mapping[str, str]) -> frozenset[str]:
        """Return the codes of the blocks that use a value which differs piece by piece: they take the slow way."""
        differing = {value.name for value in self.values if value.is_per_piece}
        return frozenset(
            block.code
            for block in self.blocks
            if differing & values_used(sources.get(block.code, block.source))
        )


def paper_codes() -> tuple[str, ...]:
    """Return the codes of all papers that have blocks, in order of the alphabet."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@lru_cache
def paper_spec(code: str) -> PaperSpec:
    """Return the paper's blocks and values, read from ``templates/documents/blocks/<code>.toml``.

    :raises KeyError: when there is no such paper.
    """
    if code not in paper_codes():
        raise KeyError(code)
    return _spec(code, tomllib.loads((_FOLDER / f"{code}.toml").read_text("utf-8")))


def values_used(source: str) -> frozenset[str]:
    """Return the names of the values that a source uses; of a list the list's own name, not its items' fields."""
    return frozenset(use.name for use in read_source(source).uses)


def faults_of(spec: PaperSpec, code: str, source: str) -> list[Fault]:
    """Tell everything that is wrong with what a block is to say, in order of lines; it is tried with the examples.

    Nothing is run before its language and tags are found to be right.
    """
    reading = read_source(source)
    block = spec.block(code)
    if not source.strip():
        # A block that says nothing by default may say nothing again.
        return [Fault(0, FaultKind.EMPTY)] if block.source else []
    faults = {*reading.faults, *_word_faults(spec, block, source)}
    if reading.tree is not None:
        faults |= {*_name_faults(spec, block, reading.uses)}
        faults |= {*markup_faults(reading.tree, is_inline=block.is_inline)}
    return sorted(faults, key=lambda fault: (fault.line or _LAST, fault)) or _tried(spec, code, source)


def fill_blocks(
    spec: PaperSpec, sources: Mapping[str, str], values: Mapping[str, Value]
) -> Mapping[str, Markup]:
    """Fill every block of a paper: block code → HTML, safe to print in the paper's template as it is.

    A block that ``sources`` leaves out says its default. Values are always escaped, whatever type they come in.

    :raises ValueUndefined: when a block uses a value that is missing or None, in whichever branch.
    :raises BlockRefused: when a source holds what blocks may not hold.
    """
    plain = {name: _plain(value) for name, value in values.items() if value is not None}
    return {block.code: _filled(block, sources.get(block.code, block.source), plain) for block in spec.blocks}


def _filled(block: BlockSpec, source: str, values: Mapping[str, Value]) -> Markup:
    template = _template(block.code, source, block.is_inline)
    for name in sorted(values_used(source) - values.keys()):
        raise ValueUndefined(name, block.code)
    pieces, length = [], 0
    try:
        for piece in template.generate(values):
            length += len(piece)
            if length > MAX_OUTPUT_CHARACTERS:
                raise BlockRefused(block.code, [Fault(0, FaultKind.LONG_OUTPUT)])
            pieces.append(piece)
    except FieldMissing as missing:
        raise ValueUndefined(missing.name, block.code) from missing
    except (FilterMismatch, TypeError) as wrong:
        raise BlockRefused(
            block.code, [Fault(0, FaultKind.WRONG_KIND, str(getattr(wrong, "name", "")))]
        ) from wrong
    html = "".join(pieces)
    # What comes out is read once more: the rules above should have left nothing to find.
    if faults := output_faults(html):
        raise BlockRefused(block.code, faults)
    return Markup(html)  # noqa: S704  # every value was escaped, every tag of the source is on the list


@lru_cache(maxsize=512)
def _template(code: str, source: str, is_inline: bool) -> Template:
    """Compile a source that holds nothing but what blocks may hold.

    :raises BlockRefused: when it holds more.
    """
    reading = read_source(source)
    faults = [*reading.faults, *(markup_faults(reading.tree, is_inline=is_inline) if reading.tree else ())]
    if faults or reading.tree is None:
        raise BlockRefused(code, sorted(faults))
    return block_environment().from_string(source)


def _plain(value: Value) -> Value:
    """Strip a value of whatever a type of its own could bring along (``Markup`` would not be escaped)."""
    if isinstance(value, str):
        return "".join(value)
    if isinstance(value, int | date) or value is None:
        return value
    return [_plain_item(item) for item in value]  # type: ignore[return-value]  # texts only, or mappings only


def _plain_item(item: str | Mapping[str, Any]) -> str | dict[str, Value]:
    return "".join(item) if isinstance(item, str) else {key: _plain(each) for key, each in item.items()}


def _tried(spec: PaperSpec, code: str, source: str) -> list[Fault]:
    try:
        _filled(spec.block(code), source, {name: _plain(value) for name, value in spec.examples.items()})
    except BlockRefused as refused:
        return list(refused.faults)
    return []


def _name_faults(spec: PaperSpec, block: BlockSpec, uses: Sequence[Use]) -> Iterable[Fault]:
    known = {value.name: value for value in spec.values if value.name in block.values}
    for use in uses:
        if use.name not in known:
            yield Fault(use.line, FaultKind.VALUE, use.name)
        elif use.is_list and not known[use.name].is_list:
            yield Fault(use.line, FaultKind.NOT_A_LIST, use.name)
        elif use.field and use.field not in known[use.name].fields:
            yield Fault(use.line, FaultKind.FIELD, f"{use.name}.{use.field}")
    for name in set(block.must_use) - {use.name for use in uses}:
        yield Fault(0, FaultKind.MUST_USE, name)


def _word_faults(spec: PaperSpec, block: BlockSpec, source: str) -> Iterable[Fault]:
    text = " ".join(unicodedata.normalize("NFC", source).lower().split())
    for word in spec.refused_words:
        if word in text and word not in block.source.lower():
            yield Fault(0, FaultKind.REFUSED_WORD, word)


def _spec(code: str, read: Mapping[str, Any]) -> PaperSpec:
    values = tuple(
        ValueSpec(one["name"], one["words"], one["example"], one.get("per_piece", False))
        for one in read["value"]
    )
    every = [value.name for value in values]
    blocks = tuple(
        BlockSpec(
            code=one["code"],
            name=one["name"],
            hint=one["hint"],
            source=one["source"].strip(),
            values=frozenset(one.get("values", every)),
            must_use=tuple(one.get("must_use", ())),
            is_inline=one.get("inline", False),
        )
        for one in read["block"]
    )
    return PaperSpec(code, read["name"], values, blocks, tuple(read.get("refused_words", ())))
