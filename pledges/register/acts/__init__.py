"""What can be done to the registers, one noun a file."""
