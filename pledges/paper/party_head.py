"""How the head of the Party's papers looks: data, because two accounts of its instructions disagree."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_DATA = Path(__file__).resolve().parents[2] / "templates" / "documents" / "party-head.toml"


@dataclass(frozen=True)
class PartyHead:
    """One variant: the instruction it follows, what stands below the issuing body, the size of the Party's name."""

    name: str
    below_issuer: str
    party_pt: float
    number: str


@lru_cache
def party_head(variant: str = "") -> PartyHead:
    """Return a variant by its code, the one in force when none is named.

    :raises KeyError: when there is no such variant.
    """
    read = tomllib.loads(_DATA.read_text("utf-8"))
    return PartyHead(**read[variant or read["in_force"]])
