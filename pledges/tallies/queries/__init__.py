"""Questions to the counters, to exclusions and to what changed a base, one noun a file."""
