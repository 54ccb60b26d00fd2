"""At what share of their full size the endurance tests run."""

import os

USUAL = 0.05


def scaled(full: int, least: int = 1) -> int:
    """Return the share of a full size that PLEDGES_ENDURANCE_SCALE asks for, and at least so much."""
    share = float(os.environ.get("PLEDGES_ENDURANCE_SCALE") or USUAL)
    return max(least, round(full * share))
