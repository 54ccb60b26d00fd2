"""Reads the unit lists of the statistics office and tells what in them is new to the tree. Pure, no database."""
