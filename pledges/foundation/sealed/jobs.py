"""Background step of the sealed store: keys of past half days go by the clock, not only with the next answer."""

from pledges.foundation.moments import present
from pledges.foundation.sealed.store import SealedStore

SWEEP_STEP = "sealed-keys"


class KeySweepStep:
    """Throws away the keys of past half days.

    **why**: who holds such a key and the number of a form page can ask the store whether that page refused. The last
    answer of a campaign would leave its key for good if only the next one removed it.
    """

    def __init__(self, sealed: SealedStore) -> None:
        self._sealed = sealed

    def __call__(self, _argument: str) -> None:
        """Remove them as of now."""
        self._sealed.throw_away_keys(present().now)
