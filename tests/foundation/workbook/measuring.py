"""Opens files one after the other and says what that took; run as a program, so that only the children count."""

import json
import resource
import sys
import time
from pathlib import Path

from pledges.foundation.errors import DomainError
from pledges.foundation.workbook.opening import open_workbook


def outcome(path: Path) -> str:
    """Name the refusal."""
    try:
        open_workbook(path)
    except DomainError as refused:
        return type(refused).__name__
    return "read"


def main() -> None:
    """Print one JSON line a file: name, outcome, seconds, and the most memory of any child so far, in bytes."""
    for argument in sys.argv[1:]:
        start = time.monotonic()
        result = outcome(Path(argument))
        seconds = time.monotonic() - start
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
        print(json.dumps([Path(argument).name, result, seconds, peak]))


if __name__ == "__main__":
    main()
