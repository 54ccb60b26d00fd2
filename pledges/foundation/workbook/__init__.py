"""Opens spreadsheets of unknown origin: in a limited process of its own, after looking at what they are made of."""
