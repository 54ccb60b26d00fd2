"""A lease ends with its process, and whoever has its id sees that it did."""

import subprocess
import sys
from pathlib import Path

from pledges.foundation.leases import Leases

HOLDING = (
    "import sys, time; from pathlib import Path; from pledges.foundation.leases import Leases\n"
    "lease = Leases(Path(sys.argv[1]), 'here').take(sys.argv[2]); print('taken', flush=True); time.sleep(60)\n"
)


def test_a_process_lives_as_long_as_it_holds_its_lease(tmp_path: Path) -> None:
    leases = Leases(tmp_path, "here")

    lease = leases.take(leases.new_id())
    lives = leases.lives(lease.id)
    lease.release()

    assert lives is True


def test_of_a_lease_that_was_released_nothing_can_be_said(tmp_path: Path) -> None:
    leases = Leases(tmp_path, "here")
    lease = leases.take(leases.new_id())

    lease.release()

    assert leases.lives(lease.id) is None
    assert list(tmp_path.iterdir()) == []


def test_of_another_machines_process_nothing_can_be_said(tmp_path: Path) -> None:
    elsewhere = Leases(tmp_path, "elsewhere")
    lease = elsewhere.take(elsewhere.new_id())

    lives = Leases(tmp_path, "here").lives(lease.id)
    lease.release()

    assert lives is None


def test_the_lease_of_a_killed_process_is_seen_to_be_dead_at_once(tmp_path: Path) -> None:
    leases, name = Leases(tmp_path, "here"), "here_1_abc"
    holder = subprocess.Popen([sys.executable, "-c", HOLDING, tmp_path, name], stdout=subprocess.PIPE)
    assert holder.stdout
    assert holder.stdout.readline() == b"taken\n"
    while_alive = leases.lives(name)

    holder.kill()
    holder.communicate()

    assert (while_alive, leases.lives(name)) == (True, False)
    leases.clear_dead()
    assert list(tmp_path.iterdir()) == []


def test_a_name_of_a_machine_with_odd_letters_is_no_path(tmp_path: Path) -> None:
    assert "/" not in Leases(tmp_path, "../máy chủ").new_id()
