"""Staff pages of the registers, one noun a file."""
