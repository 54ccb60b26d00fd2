"""Staff pages of print runs."""
