"""Numbered records of pledges: issued, printed one by one or a hamlet at once, verified by anyone."""
