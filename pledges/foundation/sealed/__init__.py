"""The store of what must never be linked: anonymous answers and refusals, apart from everything that names a person."""
