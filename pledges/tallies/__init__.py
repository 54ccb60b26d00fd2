"""Base, counters and rates of units, rolled up the tree; told what to count, never asks who."""
