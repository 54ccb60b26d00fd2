"""What can be done to the counters and to the base, one noun a file."""
