"""Staff pages of the trees of units, one noun a file."""
