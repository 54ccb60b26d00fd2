"""Questions to the registers, one noun a file."""
