"""Questions to the trees of units."""
