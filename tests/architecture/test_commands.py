"""What scripts and operators call stays where it is."""

import pytest
from click import Context, Group
from flask import Flask

pytestmark = pytest.mark.architecture


@pytest.mark.parametrize(
    ("noun", "verb"),
    [
        ("access", "list"),
        ("audit", "verify"),
        ("campaign", "list"),
        ("certificates", "print"),
        ("config", "check"),
        ("database", "migrate"),
        ("demo", "load"),
        ("demo", "remove"),
        ("files", "reconcile"),
        ("links", "export"),
        ("papers", "check-seal"),
        ("papers", "seal"),
        ("register", "import"),
        ("staff", "invite"),
        ("tally", "recount"),
        ("tally", "show"),
        ("unit", "carry-out-due"),
        ("unit", "facts"),
        ("unit", "find"),
        ("unit", "import"),
        ("unit", "list"),
        ("worker", "run"),
    ],
)
def test_a_command_that_scripts_rely_on_is_there_and_explains_itself(
    app: Flask, noun: str, verb: str
) -> None:
    group = app.cli.commands[noun]

    assert isinstance(group, Group)
    assert group.commands[verb].get_short_help_str() != ""
    assert "--help" in group.commands[verb].get_help(Context(group.commands[verb], info_name=verb))
