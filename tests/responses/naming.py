"""Names a member in a pledge that was signed without a page, and tells the code of the own link."""

from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.responses.references import member_code, member_link
from pledges.responses.tables import Member


def member_link_of(house: House, response_id: int, name: str = "Lê Thị Lan") -> str:
    """Name a member in a pledge; return the code of the member's own link."""
    link = member_link(present(), house.keys)
    with house.database.writing() as session:
        session.add(Member(response_id=response_id, position=1, name=name, **link))
    return member_code(house.keys, link["nonce"])
