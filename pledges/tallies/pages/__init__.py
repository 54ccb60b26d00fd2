"""Staff pages of tallies, of exclusions from a base, and of the worklist."""
