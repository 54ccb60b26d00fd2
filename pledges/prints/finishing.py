"""Makes one file of a run's parts, and the manifest that lies beside it. Memory does not grow with their length."""

import shutil
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.foundation.vietnamese.folding import fold
from pledges.paper.joining import join_pdfs
from pledges.paper.manifests import FileLine
from pledges.prints import acts, parts
from pledges.prints.manifest import ManifestOf
from pledges.prints.papers import kept_as, manifest_kept_as, part_kept_as, parts_kept_in
from pledges.prints.parts import Held
from pledges.prints.piece_queries import PartLine, first_failure
from pledges.prints.rules import (
    AS_ZIP,
    FILE_CHOICE,
    Beat,
    KeptFile,
    MadeRun,
    Order,
    PaperKind,
    file_name,
)
from pledges.prints.wording import FAULT_OF_OURS

# A joined file holds the structure of all its pages in memory, 18 kB each; a ZIP holds none.
MOST_PAGES_JOINED = 3_000
# So that the same parts give the same ZIP. The format begins in 1980.
_NO_DATE = (1980, 1, 1, 0, 0, 0)
MANIFEST_IN_ZIP = "0000-phieu-xuat-kem.pdf"


@dataclass(frozen=True)
class Finish:
    """What is made into one file: the run with its kind and unit, and its made parts in the order of their pieces."""

    manifest: ManifestOf
    unit_name: str
    made: Sequence[PartLine]

    @property
    def house(self) -> House:
        """The house whose ledger and files these are."""
        return self.manifest.house

    @property
    def order(self) -> Order:
        """The run."""
        return self.manifest.order

    @property
    def kind(self) -> PaperKind:
        """What kind of paper it is."""
        return self.manifest.kind

    @property
    def pages(self) -> int:
        """How many pages the parts have together."""
        return sum(part.pages for part in self.made)

    @property
    def file_kind(self) -> str:
        """A ZIP where it was asked for or where one file would be too long, else a PDF."""
        as_zip = self.order.choices.get(FILE_CHOICE) == AS_ZIP or self.pages > MOST_PAGES_JOINED
        return "zip" if as_zip else "pdf"

    def path(self, part: PartLine) -> Path:
        """Return where a part's file lies."""
        return self.house.files.local(part_kept_as(self.order.run_id, part.number))


def finish_run(finish: Finish, held: Held, beat: Beat) -> None:
    """Join the made parts, or pack them in a ZIP, write the manifest, and record both as they get their names.

    A run of which every piece has failed fails as its first piece did.
    """
    if not finish.made:
        _fail(finish, held)
        return
    files, run_id = finish.house.files, finish.order.run_id
    is_zip = finish.file_kind == "zip"
    with (
        files.draft(kept_as(run_id, finish.file_kind)) as file,
        files.draft(manifest_kept_as(run_id)) as leaf,
    ):
        if not is_zip:
            _join(finish, file.file, beat)
        kept = KeptFile(finish.pages, "" if is_zip else file.seal())
        sheets = finish.manifest.write(_file_lines(finish, kept), leaf.file, beat)
        manifest = KeptFile(sheets, leaf.seal())
        if is_zip:
            _pack(finish, leaf.path, file.file, beat)
            kept = KeptFile(finish.pages, file.seal())
        with finish.house.database.writing() as session:
            made = MadeRun(finish.file_kind, kept, manifest)
            may_stay = parts.is_held(session, held) and acts.finish(session, present(), run_id, made)
            if may_stay:
                file.place()
                leaf.place()
            else:
                # Called off at the last moment: its parts stay, and it can go on.
                parts.give_back(session, held)
    if may_stay:
        files.remove_folder(parts_kept_in(run_id))


def _file_lines(finish: Finish, kept: KeptFile) -> list[FileLine]:
    if finish.file_kind == "pdf":
        name = file_name(finish.kind.file_stem, finish.unit_name, finish.order.run_id)
        return [FileLine(name, kept.pages, kept.sha256)]
    names = names_in_zip(finish)
    return [FileLine(name, part.pages, part.sha256) for name, part in zip(names, finish.made, strict=True)]


def names_in_zip(finish: Finish) -> list[str]:
    """Return the name of each part's file in a ZIP: the unit's, with a number where it has several parts."""
    of_unit = Counter(part.unit_id for part in finish.made)
    seen: Counter[int] = Counter()
    names = []
    for place, part in enumerate(finish.made, start=1):
        seen[part.unit_id] += 1
        number = f"-{seen[part.unit_id]}" if of_unit[part.unit_id] > 1 else ""
        # The number in front keeps the order of the units, and two of one name apart.
        names.append(f"{place:04d}-{'-'.join(fold(part.unit_name).split())}{number}.pdf")
    return names


def _fail(finish: Finish, held: Held) -> None:
    with finish.house.database.writing() as session:
        words = first_failure(session, finish.order.run_id) or FAULT_OF_OURS
        parts.give_back(session, held)
        acts.fail(session, present(), finish.order.run_id, words)


def _join(finish: Finish, file: BinaryIO, beat: Beat) -> None:
    paths = [finish.path(part) for part in finish.made]
    if len(paths) > 1:
        join_pdfs(_beating(paths, beat), file, title=finish.kind.words)
        return
    with paths[0].open("rb") as only:
        shutil.copyfileobj(only, file)


def _pack(finish: Finish, manifest: Path, file: BinaryIO, beat: Beat) -> None:
    """Put the manifest and the parts' files into a ZIP as they are: compressed they are already."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:
        _put(packed, MANIFEST_IN_ZIP, manifest)
        for part, name in zip(finish.made, names_in_zip(finish), strict=True):
            _put(packed, name, finish.path(part))
            beat(part.first_position)


def _put(packed: zipfile.ZipFile, name: str, path: Path) -> None:
    with packed.open(zipfile.ZipInfo(name, _NO_DATE), "w") as entry, path.open("rb") as one:
        shutil.copyfileobj(one, entry)


def _beating(paths: Sequence[Path], beat: Beat) -> Iterator[Path]:
    for done, path in enumerate(paths):
        beat(done)
        yield path
