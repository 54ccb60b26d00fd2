"""How much a spreadsheet may cost, and how the reading process binds itself to it."""

import resource
from enum import IntEnum

MEGABYTE = 1024 * 1024

# The largest commune has 19,600 households of some twelve columns: 235,000 cells, 2 MB as .xlsx. A list of its whole
# population is five times that.
MAX_FILE_BYTES = 20 * MEGABYTE
MAX_ROWS = 120_000
MAX_COLUMNS = 60
MAX_SHEETS = 200
MAX_CELLS = 1_500_000
MAX_MERGES = 20_000
MAX_CELL_CHARACTERS = 500

# Real bytes after inflating. A sheet of 120,000 rows and 12 columns is 90 MB; strings are kept in memory
# whole.
MAX_XML_BYTES = 128 * MEGABYTE
MAX_STRINGS_BYTES = 24 * MEGABYTE
MAX_STYLES_BYTES = 8 * MEGABYTE

# The child stops itself at this much address space (20 MB of it are in use at the start) and processor time; the
# parent ends it at the wall time, so that every refusal comes within ten seconds and 256 MB.
MEMORY_BYTES = 240 * MEGABYTE
OUTPUT_BYTES = 48 * MEGABYTE
CPU_SECONDS = 8
WALL_SECONDS = 9


class Outcome(IntEnum):
    """How the reading process ended, as its exit code; any other code or a signal means it was stopped."""

    READ = 0
    UNREADABLE = 10
    WEB_PAGE = 11
    PROTECTED = 12
    TOO_LARGE = 13
    HAS_MACROS = 14


class Refused(Exception):
    """The file will not be read further; ``outcome`` says why."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.name)
        self.outcome = outcome


def bind_this_process(memory_bytes: int = MEMORY_BYTES, cpu_seconds: int = CPU_SECONDS) -> None:
    """Limit memory, processor time and written bytes of this process; no core file with people's names."""
    for kind, soft in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, OUTPUT_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        # The machine may have set a lower limit already, which cannot be raised.
        limit = soft if hard == resource.RLIM_INFINITY else min(soft, hard)
        resource.setrlimit(kind, (limit, limit))
