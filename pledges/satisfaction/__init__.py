"""Anonymous answers about a counter: taken, never linked, counted in steps."""
