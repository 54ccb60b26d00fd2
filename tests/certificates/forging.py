"""Forges the texts of certificates' codes in every way a forger, a careless copyist or a broken scanner would."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from urllib.parse import quote

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pledges.certificates.proofs import PROOF_SIGNS, Claim, digest_of_name, make_proof, read, written
from pledges.certificates.rules import number_of
from pledges.foundation.codes import ALPHABET

# The order of the curve's group (RFC 8032, 5.1): S and S + L say the same to a verifier who does not look.
_GROUP_ORDER = 2**252 + 27742317777372353535851937790883648493
_LOOK_ALIKES = {"2": "Z", "5": "S", "8": "B", "6": "G", "Q": "O", "L": "I", "7": "1", "U": "V", "9": "0"}
_FULL_WIDTH = str.maketrans(
    "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ", "0123456789ＡＢＣＤＥＦＧＨＪＫＬＭＮＰＱＲＳＴＵＶＷＸＹＺ"
)
_GREEK_AND_CYRILLIC = str.maketrans("ABEHKMNPTXY", "ΑВЕНКМΝРТХУ")


@dataclass(frozen=True)
class Paper:
    """A genuine certificate as a forger has it in hand: the claim stands in the proof, the name on the paper."""

    claim: Claim
    name: str
    proof: str

    @property
    def number(self) -> str:
        return self.claim.number

    @property
    def code(self) -> str:
        return f"{self.number}.{self.proof}"


def paper_of(claim: Claim, name: str, key: Ed25519PrivateKey) -> Paper:
    """Give out a genuine certificate to a name."""
    said = replace(claim, name=digest_of_name(claim.number, name))
    return Paper(said, name, written(make_proof(said, key)))


def genuine_papers(count: int, key: Ed25519PrivateKey, chance: Random) -> list[Paper]:
    """Give out certificates of one campaign to so many people."""
    families, middles, given = (
        ("Nguyễn", "K'", "Y Bhĩm", "Trần"),
        ("Văn", "Thị Mỹ", "Hồng"),
        ("Đức", "Brơi", "Êban", "Hằng"),
    )
    first = Claim("", 1, date(2026, 11, 23), date(2027, 3, 31), date(2026, 11, 23), 12, 0x1234, 0)
    return [
        paper_of(
            replace(first, number=number_of(2026, chance.randint(1, 90), serial)),
            f"{chance.choice(families)} {chance.choice(middles)} {chance.choice(given)}",
            key,
        )
        for serial in chance.sample(range(1, 999_999), count)
    ]


Forger = Callable[[Random, Sequence[Paper]], str]
"""Makes a code's text that was never given out from papers that were."""


def _bytes(paper: Paper) -> bytes:
    proof = read(paper.proof)
    assert proof is not None
    return proof


def flip_in_proof(chance: Random, papers: Sequence[Paper]) -> str:
    paper = chance.choice(papers)
    number = int.from_bytes(_bytes(paper), "big") ^ 1 << chance.randrange(640)
    return f"{paper.number}.{written(number.to_bytes(80, 'big'))}"


def change_number(chance: Random, papers: Sequence[Paper]) -> str:
    """Another number, rightly made: its check letter fits."""
    paper = chance.choice(papers)
    year, unit, serial = paper.number.split("-")
    return f"{number_of(int(year), int(unit), int(serial[:6]) % 999_999 + 1)}.{paper.proof}"


def swap_proofs(chance: Random, papers: Sequence[Paper]) -> str:
    one, other = chance.sample(list(papers), 2)
    return f"{one.number}.{other.proof}"


def mix_proofs(chance: Random, papers: Sequence[Paper]) -> str:
    """What one paper says with what another was signed with."""
    one, other = chance.sample(list(papers), 2)
    return f"{one.number}.{written(_bytes(one)[:16] + _bytes(other)[16:])}"


def cut_off(chance: Random, papers: Sequence[Paper]) -> str:
    paper = chance.choice(papers)
    return f"{paper.number}.{paper.proof[: chance.randrange(PROOF_SIGNS)]}"


def lengthen(chance: Random, papers: Sequence[Paper]) -> str:
    paper = chance.choice(papers)
    return paper.code + "".join(chance.choices(ALPHABET, k=chance.randint(1, 40)))


def empty_signature(chance: Random, papers: Sequence[Paper]) -> str:
    paper = chance.choice(papers)
    nothing = chance.choice((bytes(64), b"\xff" * 64, b"\x01" + bytes(63), bytes(32) + b"\x01" + bytes(31)))
    return f"{paper.number}.{written(_bytes(paper)[:16] + nothing)}"


def other_algorithm(chance: Random, papers: Sequence[Paper]) -> str:
    paper = chance.choice(papers)
    first = chance.choice([byte for byte in range(256) if byte != _bytes(paper)[0]])
    return f"{paper.number}.{written(bytes([first]) + _bytes(paper)[1:])}"


def own_key(chance: Random, papers: Sequence[Paper]) -> str:
    """Everything right, signed with a key of the forger's own that calls itself the office's, or another."""
    paper = chance.choice(papers)
    key = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
    claim = replace(paper.claim, key_id=chance.choice((1, 1, 1, 2, 7, 65_535)))
    return paper_of(claim, paper.name, key).code


def other_campaign(chance: Random, papers: Sequence[Paper]) -> str:
    """The paper of one campaign made into one of another, by writing its number into the proof."""
    paper = chance.choice(papers)
    payload = bytearray(_bytes(paper))
    payload[9:12] = chance.choice((1, 11, 13, 12 + 65_536)).to_bytes(3, "big")
    return f"{paper.number}.{written(bytes(payload))}"


def other_dates(chance: Random, papers: Sequence[Paper]) -> str:
    paper = chance.choice(papers)
    payload = bytearray(_bytes(paper))
    place = chance.choice((3, 5, 7))
    days = int.from_bytes(payload[place : place + 2], "big") + chance.randint(1, 400)
    payload[place : place + 2] = days.to_bytes(2, "big")
    return f"{paper.number}.{written(bytes(payload))}"


def other_name(chance: Random, papers: Sequence[Paper]) -> str:
    """The digest of the forger's own name in the place of the holder's."""
    paper = chance.choice(papers)
    name = digest_of_name(paper.number, f"Lê Văn Giả {chance.random()}")
    payload = bytearray(_bytes(paper))
    payload[14:16] = (name if name != paper.claim.name else name ^ 1).to_bytes(2, "big")
    return f"{paper.number}.{written(bytes(payload))}"


def add_group_order(chance: Random, papers: Sequence[Paper]) -> str:
    """Another signature that the same equation holds for (S + L, S + 2L, …), if nobody looks at its size."""
    paper = chance.choice(papers)
    proof = _bytes(paper)
    scalar = int.from_bytes(proof[48:], "little") + _GROUP_ORDER * chance.randint(1, 14)
    return f"{paper.number}.{written(proof[:48] + scalar.to_bytes(32, 'little'))}"


def other_letters(chance: Random, papers: Sequence[Paper]) -> str:
    """The same proof in other letters than the printed: small, look-alike, full width, Greek, percent, spaced."""
    paper = chance.choice(papers)
    swapped = chance.choice([sign for sign in paper.proof if sign in _LOOK_ALIKES])
    place = chance.randrange(PROOF_SIGNS)
    written_so = (
        paper.proof.lower(),
        paper.proof.replace(swapped, _LOOK_ALIKES[swapped]),
        paper.proof.translate(_FULL_WIDTH),
        paper.proof[:place] + paper.proof[place:].translate(_GREEK_AND_CYRILLIC) + "\u0301",
        quote(paper.proof, safe="").replace("A", "%41") + "%41",
        f"{paper.proof[:place]} {paper.proof[place:]}",
        f"{paper.proof[:place]}\u200b{paper.proof[place:]}",
        f"{paper.proof}=",
        f"{paper.proof}.{paper.proof}",
    )
    return f"{paper.number}.{chance.choice(written_so)}"


def other_number_letters(chance: Random, papers: Sequence[Paper]) -> str:
    """The number before the proof in other letters: a proof is for the number as it is printed."""
    paper = chance.choice(papers)
    written_so = (
        paper.number.lower(),
        paper.number.replace("-", ""),
        paper.number.translate(_FULL_WIDTH),
        paper.number.replace("0", "O", 1),
        paper.number.replace("-", " ", 1),
        f"{paper.number}\u00a0",
        paper.number.replace("-", "–"),
    )
    return f"{chance.choice(written_so)}.{paper.proof}"


KINDS: Mapping[str, Forger] = {
    "a bit flipped in the proof": flip_in_proof,
    "another number": change_number,
    "proofs of two papers swapped": swap_proofs,
    "what one says, what another was signed with": mix_proofs,
    "cut off": cut_off,
    "lengthened": lengthen,
    "empty signature": empty_signature,
    "another algorithm": other_algorithm,
    "a key of the forger's own": own_key,
    "another campaign": other_campaign,
    "other dates": other_dates,
    "another name": other_name,
    "S + L": add_group_order,
    "other letters": other_letters,
    "other letters of the number": other_number_letters,
}


def forged(count: int, papers: Sequence[Paper], chance: Random) -> Iterator[tuple[str, str]]:
    """Give so many forgeries, the kinds in turn: kind and code. None of them was ever given out."""
    given = {paper.code for paper in papers}
    kinds = list(KINDS.items())
    for turn in range(count):
        kind, forge = kinds[turn % len(kinds)]
        code = forge(chance, papers)
        while code in given:
            code = forge(chance, papers)
        yield kind, code


def later(claim: Claim, days: int) -> Claim:
    """The same claim, signed so many days later."""
    return replace(claim, signed_on=claim.signed_on + timedelta(days=days))
