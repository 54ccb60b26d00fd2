"""./run sets up what is missing, asks before it becomes root, and does nothing twice."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

pytestmark = pytest.mark.architecture

# A machine without Pango until apt-get ran, played by small scripts that note how they were called.
PYTHON = """#!/bin/sh
case $* in
    -) [ -e installed ] || echo libpango-1.0-0 ;;
    "-m venv "*) echo "venv" >>calls; mkdir -p "$4/bin"; cp "$0" "$4/bin/python" ;;
    "-m pip "*) echo "pip" >>calls ;;
    *app.py*) echo "serving: $*" ;;
esac
"""
APT = """#!/bin/sh
echo "apt-get $*" >>calls
touch installed
"""
OF_THE_SYSTEM = ("cat", "cp", "dirname", "env", "grep", "mkdir", "rm", "sh", "sha256sum", "touch")


@dataclass(frozen=True)
class Machine:
    """A bare machine that knows only what stands in its own folder of programs."""

    project: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = ["/bin/sh", str(self.project / "run"), *arguments]
        return subprocess.run(
            command,
            env={"PATH": str(self.project / "programs")},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def add_program(self, name: str, script: str) -> None:
        path = self.project / "programs" / name
        path.write_text(script, encoding="utf-8")
        path.chmod(0o755)

    @property
    def calls(self) -> list[str]:
        """What was asked of the system, in order."""
        noted = self.project / "calls"
        return noted.read_text(encoding="utf-8").splitlines() if noted.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine with a Python, but without Pango; whoever sits there is not root."""
    (tmp_path / "programs").mkdir()
    for name in ("run", "requirements.txt", "requirements-test.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    for name in OF_THE_SYSTEM:
        (tmp_path / "programs" / name).symlink_to(shutil.which(name) or name)
    bare = Machine(tmp_path)
    bare.add_program("python3", PYTHON)
    bare.add_program("apt-get", APT)
    bare.add_program("sudo", "#!/bin/sh\necho sudo >>calls\n")
    bare.add_program("id", "#!/bin/sh\necho 1000\n")
    return bare


@pytest.fixture
def own_machine(machine: Machine) -> Machine:
    """The same machine, used by root."""
    machine.add_program("id", "#!/bin/sh\necho 0\n")
    return machine


def test_help_tells_every_command(machine: Machine) -> None:
    commands = set(
        re.findall(r"^    ([a-z]+)\) command_", (ROOT / "run").read_text(encoding="utf-8"), re.MULTILINE)
    )

    told = set(re.findall(r"^\./run ([a-z]+)", machine.run("help").stdout, re.MULTILINE))

    assert told | {"serve"} == commands | {"help"}


def test_an_unknown_command_is_refused_with_the_list_of_commands(machine: Machine) -> None:
    answer = machine.run("tset")

    assert answer.returncode == 2
    assert "./run test" in answer.stderr


def test_without_a_terminal_one_line_to_paste_is_printed_and_nothing_done(machine: Machine) -> None:
    answer = machine.run()

    line = "apt-get update && apt-get install -y --no-install-recommends libpango-1.0-0"
    assert answer.returncode == 3
    assert answer.stderr.splitlines()[-1] == f"sudo sh -c '{line}'"
    assert machine.calls == []


def test_where_there_is_no_sudo_the_line_works_without_it(machine: Machine) -> None:
    (machine.project / "programs" / "sudo").unlink()

    answer = machine.run()

    assert answer.returncode == 3
    assert answer.stderr.splitlines()[-1].startswith("su - -c 'apt-get update && apt-get install -y ")


def test_root_is_not_asked_and_the_program_is_served(own_machine: Machine) -> None:
    answer = own_machine.run("--lan")

    assert answer.returncode == 0, answer.stderr
    assert own_machine.calls == [
        "apt-get -q update",
        "apt-get -q install -y --no-install-recommends libpango-1.0-0",
        "venv",
        "pip",
    ]
    assert answer.stdout.splitlines()[-1] == "serving: app.py --lan"


def test_a_second_run_touches_nothing_that_is_set_up(own_machine: Machine) -> None:
    own_machine.run()
    calls = own_machine.calls

    answer = own_machine.run()

    assert own_machine.calls == calls
    assert answer.stdout == "serving: app.py\n"


def test_other_requirements_are_installed_into_what_is_there(own_machine: Machine) -> None:
    own_machine.run()
    calls = own_machine.calls
    (own_machine.project / "requirements.txt").write_text("flask==4.0.0", encoding="utf-8")

    own_machine.run()

    assert own_machine.calls == [*calls, "pip"]


def test_an_environment_whose_python_has_gone_is_made_anew(own_machine: Machine) -> None:
    own_machine.run()
    calls = own_machine.calls
    (own_machine.project / ".venv" / "bin" / "python").unlink()

    own_machine.run()

    assert own_machine.calls == [*calls, "venv", "pip"]


def test_run_and_what_must_pass_before_a_change_are_executable() -> None:
    assert [name for name in ("run", ".ci/run") if not os.access(ROOT / name, os.X_OK)] == []
