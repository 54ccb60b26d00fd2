"""Pages on which staff enter pledges: where, one household's paper, sign sheets."""
