"""The one code of a door, the link in its QR, and the labels that carry it."""
