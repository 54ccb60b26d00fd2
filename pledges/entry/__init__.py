"""Pledges that staff enter: with help, from paper, from a sign sheet; and what looks odd among them."""
