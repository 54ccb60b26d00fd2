"""The navigation of the staff's side: few groups in a row, and every section at most one step further."""

import re

import pytest
from flask.testing import FlaskClient

from pledges.desk.rules import SECTION_GROUPS, groups_for
from pledges.foundation.house import House
from pledges.staff.rules import ROLE_PERMISSIONS, Grant, Permission, Role
from tests.worlds import Village, sign_in

HEADER = re.compile(r'<nav class="sections".*?</nav>', re.DOTALL)
PARTS = re.compile(r'<nav class="section-parts".*?</nav>', re.DOTALL)
ADDRESS = re.compile(r'href="([^"]+)"')
# More do not fit beside the name and the way out on a screen of 1280 px.
MOST_GROUPS = 6


def links(page: str, where: re.Pattern[str]) -> list[str]:
    return [address for found in where.findall(page) for address in ADDRESS.findall(found)]


@pytest.mark.parametrize("role", list(Role))
def test_a_role_is_offered_each_section_it_may_open_once_and_no_other(role: Role) -> None:
    offered = [one for group in groups_for(ROLE_PERMISSIONS[role]) for one in group.sections]

    everything = [one for group in SECTION_GROUPS for one in group.sections]
    assert offered == [one for one in everything if one.permission in ROLE_PERMISSIONS[role]]
    assert len({one.key for one in offered}) == len(offered) > 0


def test_the_row_is_short_even_for_somebody_who_may_do_everything() -> None:
    everything = {one.permission for group in SECTION_GROUPS for one in group.sections}

    groups = groups_for(everything)

    assert len(groups) <= MOST_GROUPS
    assert sum(len(group.sections) for group in groups) == 15


def test_a_group_of_which_one_section_is_left_bears_its_name() -> None:
    [group] = groups_for({Permission.READ_TALLIES})

    assert group.words == "Biểu tổng hợp"


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.HAMLET_HEAD])
def test_every_section_is_reached_from_the_front_page_in_two_steps(
    client: FlaskClient, house: House, village: Village, role: Role
) -> None:
    sign_in(client, house, Grant(role, village.commune_id))

    groups = links(client.get("/staff/").text, HEADER)
    reached = set(groups)
    for address in groups:
        answer = client.get(address, follow_redirects=True)
        assert answer.status_code == 200
        assert "aria-current=" in HEADER.findall(answer.text)[0]
        reached |= set(links(answer.text, PARTS))

    offered = groups_for(ROLE_PERMISSIONS[role])
    assert {one.address for group in offered for one in group.sections} <= reached
