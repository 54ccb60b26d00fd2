"""What can be done to the trees of units."""
