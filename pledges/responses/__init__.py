"""Signing a pledge once, its receipt, and withdrawing it."""
