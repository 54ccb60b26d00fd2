"""Papers laid out to be looked at while they are written: in a process of its own, as pictures that are never kept."""
