"""What the program keeps is readable by its owner alone, also in a directory that others may look into."""

import stat
from pathlib import Path

import pytest

from app import create_app
from pledges.config import Config
from pledges.foundation.house import this_house
from pledges.foundation.migrating import migrate
from pledges.foundation.moments import present


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A data directory that was made by somebody with the usual permissions, after a first use of everything."""
    folder = tmp_path / "srv"
    folder.mkdir(mode=0o755)
    app = create_app(Config.from_environment({"PLEDGES_DATA": str(folder)}))
    with app.app_context():
        house = this_house()
        migrate(house.database)
        house.sealed.drop("answers:1:1", b"attempt", b"{}", present().now)
        house.background.queue("print", "1")
        house.files.keep("prints/1.pdf", b"%PDF-1.7")
        house.database.dispose()
        house.sealed.dispose()
    return folder


def test_no_file_can_be_read_by_others(shared: Path) -> None:
    files = [path for path in shared.rglob("*") if path.is_file()]

    names = {path.name for path in files}
    assert {"pledges.sqlite3", "answers.sqlite3", "queue.sqlite3", "master.key", "1.pdf"} <= names
    assert [path.name for path in files if stat.S_IMODE(path.stat().st_mode) & 0o077] == []
