"""Loads what seals (pyHanko, an optional extra) when it is wanted; without it the program lacks nothing else."""

import importlib
from typing import cast

from pledges.seals.rules import INSTALL_LINE, Engine, SealingAway

# Loading pyHanko takes half a second and 40 MB: not a price for every start of the program.
_MODULE = "pledges.seals.pades"


def sealing_engine() -> Engine:
    """Return what sets and reads seals.

    :raises SealingAway: with the line that installs it.
    """
    try:
        return cast(Engine, importlib.import_module(_MODULE).PadesEngine())
    except ImportError as missing:
        raise SealingAway(line=INSTALL_LINE) from missing
