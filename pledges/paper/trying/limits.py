"""How much trying a paper may cost, and how the process that lays it out binds itself to it."""

import resource

MEGABYTE = 1024 * 1024

# WeasyPrint with the vendored faces and PDFium take 220 MB of address space (75 MB of memory); 64 kB of nested tables
# take 100 MB more.
MEMORY_BYTES = 512 * MEGABYTE
# Starting takes 1.5 s, five certificates 0.5 s. The parent ends what takes longer than the wall time.
FACE_BYTES = 4 * MEGABYTE
CPU_SECONDS_A_TRY = 10
WALL_SECONDS = 20
MOST_BYTES_ASKED = 4 * MEGABYTE
MOST_BYTES_ANSWERED = 16 * MEGABYTE
# Whoever edits tries again within seconds; after two minutes of silence the process goes, and after as many tries as
# this it is made anew, whatever has gathered in it.
IDLE_SECONDS = 120
TRIES_A_PROCESS = 50
DPI = 80
"""At 80 dpi a sheet of A4 is 662 pixels wide: the smallest type (11 pt) can be read, and five sheets take 200 kB."""


def bind_this_process() -> None:
    """Limit the memory of this process and what it may write: faces for Pango, and no core with people's names."""
    for kind, limit in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, FACE_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        lower = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (lower, lower))


def allow_one_more_try() -> None:
    """Let the processor time run out some seconds from now, which ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = int(used.ru_utime + used.ru_stime) + CPU_SECONDS_A_TRY
    resource.setrlimit(
        resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard)
    )
