"""The dated tree of territories and organisations."""
