"""What the sample commune consists of, drawn from a seed: the same seed gives the same commune everywhere."""

from dataclasses import dataclass
from math import ceil
from random import Random

from pledges.demo.names import person_name
from pledges.register.rules import NewHousehold

REMOVED = "demo.remove"
"""What the trail calls the removal of the sample."""
COMMUNE = "Xã Hàm Mẫu"
PROVINCE = "Tỉnh Lâm Đồng"
OFFICES_ROOT = "Cơ quan, đơn vị trên địa bàn xã Hàm Mẫu"
SMALLEST_HAMLET, LARGEST_HAMLET = 180, 480
_HOUSEHOLDS_A_HAMLET = 315
_HAMLETS = (
    "Thôn Tân Lập 1",
    "Thôn Tân Lập 2",
    "Thôn Hòa Bình",
    "Thôn Thuận Thành",
    "Thôn Phú Thịnh",
    "Thôn Bình An",
    "Thôn Suối Đá",
    "Thôn Gò Dừa",
    "Khu phố 1",
    "Khu phố 3",
)


@dataclass(frozen=True)
class SampleOffice:
    """An invented office of the commune: its name, staff, and counters (name, satisfaction answers to draw)."""

    name: str
    staff_count: int
    counters: tuple[tuple[str, int], ...] = ()


OFFICES = (
    SampleOffice(
        "Trung tâm Phục vụ hành chính công xã Hàm Mẫu",
        6,
        (
            ("Tư pháp – Hộ tịch", 310),
            ("Đất đai – Xây dựng", 124),
            ("Văn hóa – Xã hội", 41),
            ("Kinh tế – Tài chính", 3),
        ),
    ),
    SampleOffice("Ủy ban nhân dân xã Hàm Mẫu", 34, (("Tiếp công dân", 17),)),
    SampleOffice("Đảng ủy và Ủy ban Mặt trận Tổ quốc xã Hàm Mẫu", 18),
    SampleOffice("Công an xã Hàm Mẫu", 25, (("Tiếp nhận cư trú", 96),)),
    SampleOffice("Ban Chỉ huy quân sự xã Hàm Mẫu", 5),
    SampleOffice("Trạm Y tế xã Hàm Mẫu", 9, (("Khám bệnh", 58),)),
    SampleOffice("Trường Mầm non Hàm Mẫu", 28),
    SampleOffice("Trường Tiểu học Hàm Mẫu 1", 35),
    SampleOffice("Trường Tiểu học Hàm Mẫu 2", 27),
    SampleOffice("Trường Trung học cơ sở Hàm Mẫu", 38),
    SampleOffice("Trường Trung học phổ thông Hàm Mẫu", 52),
)


@dataclass(frozen=True)
class Share:
    """How the sample's closed campaign went, as shares of all households (excluded) or of eligible ones (rest)."""

    excluded: float = 0.04
    signed_self: float = 0.31
    signed_paper: float = 0.38
    signed_assisted: float = 0.17
    declined: float = 0.03
    undecided: float = 0.04
    withdrawn: float = 0.003
    members_confirmed: float = 0.41


def hamlets(random: Random, households: int) -> list[tuple[str, int]]:
    """Return (name, number of households) of the hamlets: ten for 3,150, each of 180 to 480 where that adds up."""
    number = max(1, round(households / _HOUSEHOLDS_A_HAMLET))
    sizes = [households // number + (1 if place < households % number else 0) for place in range(number)]
    for place in range(0, number - 1, 2):
        room = min(LARGEST_HAMLET - sizes[place], sizes[place + 1] - SMALLEST_HAMLET)
        moved = random.randint(0, max(0, room))
        sizes[place], sizes[place + 1] = sizes[place] + moved, sizes[place + 1] - moved
    return [(_hamlet_name(place), size) for place, size in enumerate(sizes)]


def _hamlet_name(place: int) -> str:
    return _HAMLETS[place] if place < len(_HAMLETS) else f"Thôn {place + 1}"


def household(random: Random) -> NewHousehold:
    """Return an invented household: 3.6 people on average, three quarters of them 16 and over."""
    people = random.choices((1, 2, 3, 4, 5, 6, 7, 8), (6, 15, 24, 30, 14, 7, 3, 1))[0]
    adults = max(1, min(people, round(people * 0.75 + random.uniform(-0.6, 0.6))))
    return NewHousehold(
        head_name=person_name(random, is_woman=random.random() < 0.35),
        address=f"Tổ {random.randint(1, 12)}",
        birth_year=random.randint(1942, 1999),
        people_count=people,
        adult_count=adults,
    )


def outcomes(random: Random, number: int, share: Share) -> list[str]:
    """Return one outcome a household in random order: the shares hold for the whole, not for each hamlet."""
    excluded = round(number * share.excluded)
    eligible = number - excluded
    counted = {
        "excluded": excluded,
        # Rounded up, so that a rate that is rounded down shows the share again.
        "self": ceil(eligible * share.signed_self),
        "paper": ceil(eligible * share.signed_paper),
        "assisted": ceil(eligible * share.signed_assisted),
        "declined": round(eligible * share.declined),
        "undecided": round(eligible * share.undecided),
        "withdrawn": round(eligible * share.withdrawn),
    }
    # Rounding up may give one more than there are in a very small sample.
    drawn = [outcome for outcome, times in counted.items() for _ in range(times)][:number]
    drawn += ["not_reached"] * (number - len(drawn))
    random.shuffle(drawn)
    return drawn
