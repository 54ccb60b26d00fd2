"""A kind of paper for the tests of print runs, and makers of it that behave in one way each."""

from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.prints.acts import fail
from pledges.prints.makers import Makers
from pledges.prints.rules import Beat, MadePaper, Maker, NothingToPrint, Order, PaperKind
from pledges.staff.rules import Permission

SECRET = PaperKind("test-secret", "Nhãn thử", "nhan-thu", Permission.PRINT_LABELS, carries_secrets=True)
PLAIN = PaperKind("test-plain", "Giấy thử", "giay-thu", Permission.PRINT_CERTIFICATES, carries_secrets=False)
PDF = b"%PDF-1.7 a paper of the tests"


class Crash(RuntimeError):
    """A fault of our own."""


def make(order: Order, beat: Beat) -> MadePaper:
    """Make the paper, one piece after another."""
    beat(order.total)
    return MadePaper(PDF, pages=2, pieces=order.total)


def find_nothing(order: Order, beat: Beat) -> MadePaper:
    """Find that nobody is left."""
    raise NothingToPrint


def come_too_late(house: House) -> Maker:
    """Return a maker that is given up by the others while it works."""

    def make_late(order: Order, beat: Beat) -> MadePaper:
        with house.database.writing() as session:
            fail(session, present(), order.run_id, "too late")
        return make(order, beat)

    return make_late


def crash(order: Order, beat: Beat) -> MadePaper:
    """Fall over."""
    raise Crash


def know_both(house: House, maker: Maker = make) -> None:
    """Let the house know both kinds of paper, made by one maker."""
    makers = house.handed(Makers)
    makers.add(SECRET, maker)
    makers.add(PLAIN, maker)
