"""The database's shape, step by step; ``flask database migrate`` brings any earlier one up to date."""
