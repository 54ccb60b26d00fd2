"""Print runs: what was printed for whom, how far a run is, and the file it made."""
