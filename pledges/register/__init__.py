"""Registers of households, offices and their counters, and the import of lists."""
