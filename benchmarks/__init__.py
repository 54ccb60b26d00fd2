"""Measures the program against references in the same run; no part of the program and no part of its tests."""
