"""Pages that show several rooms: the scan, the front pages, a household."""
